// One open file on its way to the server: saved a moment after typing, never over somebody else's words.
import type { Client } from '#contract/client.ts'
import { Problem } from '#contract/problem.ts'
import type { ProjectFile } from '#contract/project.ts'
import { isPassing, wordsOf } from '../words.ts'
import type { Drafts } from './drafts.ts'

const PAUSE_MS = 800
const RETRY_MS = 5000

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused' | 'signed-out'
export type Document = Pick<ProjectFile, 'id' | 'path' | 'version' | 'content'> & {
  state: SaveState
  /** Why it was refused, in words. */
  detail: string | null
}
export type Autosave = ReturnType<typeof createAutosave>

export function createAutosave(
  document: Document,
  save: (file: Document) => ReturnType<Client['saveFile']>,
  drafts: Drafts,
  changed: () => void,
) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  /** The file is being moved: it is about to get another version. */
  let held = false
  let stopped = false
  /** At a conflict, the file as the server has it. */
  let theirs: ProjectFile | null = null

  const turn = (state: SaveState, detail: string | null = null) => {
    if (document.state === state && document.detail === detail) return
    Object.assign(document, { state, detail })
    changed()
  }
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(flush, ms)
  }

  function edit(content: string) {
    document.content = content
    drafts.keep(document.id, document)
    if (document.state === 'conflict') return
    if (!running) turn('unsaved')
    later(PAUSE_MS)
  }

  function flush(): Promise<void> {
    if (running) return running
    if (held || stopped || document.state === 'saved' || document.state === 'conflict') return Promise.resolve()
    clearTimeout(timer)
    turn('saving')
    running = send().finally(() => {
      running = null
    })
    return running
  }

  async function send() {
    const { content } = document
    try {
      document.version = (await save(document)).version
      settle(content)
    } catch (error) {
      fail(error)
    }
  }

  function settle(sent: string) {
    if (document.content === sent) {
      drafts.drop(document.id)
      return turn('saved')
    }
    drafts.keep(document.id, document)
    turn('unsaved')
    later(PAUSE_MS)
  }

  function fail(error: unknown) {
    const problem = error instanceof Problem ? error : null
    theirs = problem?.current ?? null
    if (theirs) turn('conflict')
    else if (problem?.code === 'unauthenticated') turn('signed-out')
    else if (isPassing(error)) {
      turn('offline')
      later(RETRY_MS)
    } else turn('refused', wordsOf(error))
  }

  /** Takes over what the server holds: only its version (mine is then saved over it), or its words as well. */
  function adopt(theirs: ProjectFile, keep: 'mine' | 'theirs') {
    document.version = theirs.version
    if (keep === 'mine') {
      turn('unsaved')
      return flush()
    }
    document.content = theirs.content
    drafts.drop(document.id)
    return turn('saved')
  }

  /** No save until it is known where the file stands then; undefined when it did not move after all. */
  async function relocate(placed: Promise<Pick<Document, 'path' | 'version'> | undefined>) {
    held = true
    try {
      const place = await placed
      if (place) Object.assign(document, { path: place.path, version: place.version })
    } finally {
      held = false
      if (document.state !== 'saved') {
        drafts.keep(document.id, document)
        later(PAUSE_MS)
      }
    }
  }

  function stop() {
    stopped = true
    clearTimeout(timer)
  }

  return { document, edit, flush, adopt, later, relocate, stop, theirs: () => theirs }
}
