// The project's files as this tab holds them: their text, and how far each has got on its way to the server.
import type { Client } from '#contract/client.ts'
import type { ProjectFile } from '#contract/project.ts'
import { type Autosave, createAutosave, type SaveState } from './autosave.ts'
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
        revision: revisions.get(path) ?? 0,
      }))
      .sort((a, b) => a.path.localeCompare(b.path))
    for (const listener of listeners) listener()
  }

  function add(file: ProjectFile) {
    const save = client.saveFile.bind(null, projectId)
    autosaves.set(file.path, createAutosave({ ...file, state: 'saved', detail: null }, save, drafts, changed))
    changed()
  }

  function replaced(path: string) {
    revisions.set(path, (revisions.get(path) ?? 0) + 1)
    changed()
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
        replaced(document.path)
      }
    }
  }

  async function resolve(path: string, keep: 'mine' | 'theirs') {
    const autosave = autosaves.get(path)
    const theirs = (await client.listFiles(projectId)).items.find((file) => file.path === path)
    if (!autosave || !theirs) return
    await autosave.adopt(theirs, keep)
    if (keep === 'theirs') replaced(path)
  }

  for (const file of files) add(file)
  return {
    restore,
    resolve,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: () => infos,
    content: (path: string) => autosaves.get(path)?.document.content ?? '',
    edit: (path: string, content: string) => autosaves.get(path)?.edit(content),
    flush: () => Promise.all([...autosaves.values()].map((autosave) => autosave.flush())),
    create: async (path: string, content: string) => add(await client.createFile(projectId, { path, content })),
  }
}
