// The project's files as this tab holds them: their text, and how far each has got on its way to the server.
import type { Client } from '#contract/client.ts'
import type { PlacedFile, ProjectFile } from '#contract/project.ts'
import { type Autosave, createAutosave, type SaveState } from './autosave.ts'
import { byName } from './by-name.ts'
import type { Drafts } from './drafts.ts'

/** `revision` grows when the text changed other than by typing. */
export type FileInfo = { id: string; path: string; state: SaveState; detail: string | null; revision: number }
export type FileStore = ReturnType<typeof createFileStore>

type Options = { projectId: string; files: ProjectFile[]; client: Client; drafts: Drafts }

export function createFileStore({ projectId, files, client, drafts }: Options) {
  const autosaves = new Map<string, Autosave>()
  const revisions = new Map<string, number>()
  const listeners = new Set<() => void>()
  let infos: FileInfo[] = []

  function changed() {
    infos = [...autosaves.values()]
      .map(({ document: { id, path, state, detail } }) => ({
        id,
        path,
        state,
        detail,
        revision: revisions.get(id) ?? 0,
      }))
      .sort((a, b) => byName(a.path, b.path))
    for (const listener of listeners) listener()
  }

  function add(file: ProjectFile) {
    const save = client.saveFile.bind(null, projectId)
    autosaves.set(file.path, createAutosave({ ...file, state: 'saved', detail: null }, save, drafts, changed))
    changed()
  }

  function replaced(id: string) {
    revisions.set(id, (revisions.get(id) ?? 0) + 1)
    changed()
  }

  const below = (folder: string) =>
    [...autosaves.values()].filter(({ document }) => document.path.startsWith(`${folder}/`))

  /** Saved first, so that nothing is on its way to a version that is about to pass. */
  async function relocate(moving: Autosave[], ask: () => Promise<PlacedFile[]>) {
    await Promise.all(moving.map(({ flush }) => flush()))
    const placed = ask()
    await Promise.all(
      moving.map(({ document: { id }, relocate }) => relocate(placed.then((all) => all.find((one) => one.id === id)))),
    )
    const all = [...autosaves.values()]
    autosaves.clear()
    for (const autosave of all) autosaves.set(autosave.document.path, autosave)
    changed()
  }

  function forget(gone: Autosave[]) {
    for (const { document, stop } of gone) {
      stop()
      drafts.drop(document.id)
      autosaves.delete(document.path)
    }
    changed()
  }

  const at = (path: string) => {
    const autosave = autosaves.get(path)
    return autosave ? [autosave] : []
  }

  /** Brings back what an earlier page could not save. */
  function restore() {
    for (const { document, edit } of autosaves.values()) {
      const draft = drafts.find(document.id)
      if (!draft || document.state !== 'saved') continue
      if (draft.content === document.content) drafts.drop(document.id)
      else {
        // The draft's own version: if the server has moved on since, saving must end in a conflict.
        document.version = draft.version
        edit(draft.content)
        replaced(document.id)
      }
    }
  }

  /** By the version that was shown: what was saved since then is met as another conflict. */
  async function resolve(path: string, keep: 'mine' | 'theirs') {
    const autosave = autosaves.get(path)
    const theirs = autosave?.theirs()
    if (!autosave || !theirs) return
    await autosave.adopt(theirs, keep)
    if (keep === 'theirs') replaced(theirs.id)
  }

  /** Takes over what others made of the project; a file with words that are not saved yet stays as it is here. */
  async function refresh() {
    const there = (await client.listFiles(projectId)).items
    const known = new Map([...autosaves.values()].map((autosave) => [autosave.document.id, autosave]))
    for (const file of there) {
      const mine = known.get(file.id)
      if (!mine) add(file)
      else if (mine.document.state === 'saved' && mine.document.version !== file.version) {
        await mine.adopt(file, 'theirs')
        replaced(file.id)
      }
    }
  }

  for (const file of files) add(file)
  return {
    restore,
    resolve,
    refresh,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: () => infos,
    content: (path: string) => autosaves.get(path)?.document.content ?? '',
    /** At a conflict, the text that was saved elsewhere. */
    theirs: (path: string) => autosaves.get(path)?.theirs()?.content ?? '',
    edit: (path: string, content: string) => autosaves.get(path)?.edit(content),
    flush: () => Promise.all([...autosaves.values()].map((autosave) => autosave.flush())),
    move: (path: string, to: string) =>
      relocate(at(path), () => Promise.all(at(path).map(({ document }) => client.moveFile(projectId, document, to)))),
    moveFolder: (from: string, to: string) =>
      relocate(below(from), async () => (await client.moveFolder(projectId, { from, to })).items),
    remove: async (path: string) => {
      for (const { document } of at(path)) await client.deleteFile(projectId, { id: document.id })
      forget(at(path))
    },
    removeFolder: async (path: string) => {
      await client.deleteFolder(projectId, path)
      forget(below(path))
    },
    create: async (path: string, content: string) => add(await client.createFile(projectId, { path, content })),
  }
}
