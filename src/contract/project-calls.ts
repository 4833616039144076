// The calls about projects and their files: a part of the typed client.
import { z } from 'zod'
import type { Call } from './client.ts'
import { type FilesToImport, type ImportQuery, ImportResult } from './import.ts'
import {
  type FolderMove,
  listOf,
  type NewFile,
  type NewProject,
  PlacedFile,
  Project,
  type ProjectChange,
  ProjectFile,
} from './project.ts'
import { type SearchQuery, SearchResult } from './search.ts'

type Means = {
  call: <Schema extends z.ZodType>(path: string, options: Call<Schema>) => Promise<z.infer<Schema>>
  download: (path: string) => Promise<File>
  at: (...parts: string[]) => string
}
type Known = Pick<ProjectFile, 'id' | 'version'>
type Search = Pick<SearchQuery, 'q'> & Partial<SearchQuery>

const nothing = z.undefined()
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const query = (fields: Record<string, string | boolean>) =>
  `?${new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))}`

/** Whatever names a version is refused with 412 `edit-conflict` when the file has another; `current` is that file. */
export const projectCalls = ({ call, download, at }: Means) => ({
  listProjects: () => call(at('projects'), { answer: listOf(Project) }),
  createProject: (body: NewProject) => call(at('projects'), { method: 'POST', body, answer: Project }),
  getProject: (id: string) => call(at('projects', id), { answer: Project }),
  changeProject: (id: string, body: ProjectChange) =>
    call(at('projects', id), { method: 'PATCH', body, answer: Project }),
  /** With its files, its reviews and what was said about their findings. */
  deleteProject: (id: string) => call(at('projects', id), { method: 'DELETE', answer: nothing }),

  listFiles: (projectId: string) => call(at('projects', projectId, 'files'), { answer: listOf(ProjectFile) }),
  createFile: (projectId: string, body: NewFile) =>
    call(at('projects', projectId, 'files'), { method: 'POST', body, answer: ProjectFile }),
  getFile: (projectId: string, id: string) => call(at('projects', projectId, 'files', id), { answer: ProjectFile }),
  saveFile: (projectId: string, { id, version, content }: Known & Pick<ProjectFile, 'content'>) =>
    call(at('projects', projectId, 'files', id), {
      method: 'PUT',
      body: { content },
      headers: ifMatch(version),
      answer: ProjectFile,
    }),
  moveFile: (projectId: string, { id, version }: Known, path: string) =>
    call(at('projects', projectId, 'files', id), {
      method: 'PATCH',
      body: { path },
      headers: ifMatch(version),
      answer: ProjectFile,
    }),
  /** Without a version, whatever it has become. */
  deleteFile: (projectId: string, { id, version }: Pick<Known, 'id'> & Partial<Known>) =>
    call(at('projects', projectId, 'files', id), {
      method: 'DELETE',
      headers: version === undefined ? {} : ifMatch(version),
      answer: nothing,
    }),

  /** Answers the files it moved. */
  moveFolder: (projectId: string, body: FolderMove) =>
    call(at('projects', projectId, 'move'), { method: 'POST', body, answer: listOf(PlacedFile) }),
  deleteFolder: (projectId: string, path: string) =>
    call(at('projects', projectId, 'folders') + query({ path }), { method: 'DELETE', answer: nothing }),

  importFiles: (projectId: string, body: FilesToImport, onConflict: ImportQuery['onConflict']) =>
    call(at('projects', projectId, 'import') + query({ onConflict }), { method: 'POST', body, answer: ImportResult }),
  importZip: (projectId: string, zip: Blob, onConflict: ImportQuery['onConflict']) =>
    call(at('projects', projectId, 'import') + query({ onConflict }), {
      method: 'POST',
      body: new Blob([zip], { type: 'application/zip' }),
      answer: ImportResult,
    }),
  exportProject: (projectId: string) => download(at('projects', projectId, 'export')),
  searchFiles: (projectId: string, search: Search) =>
    call(at('projects', projectId, 'search') + query(search), { answer: SearchResult }),
})
