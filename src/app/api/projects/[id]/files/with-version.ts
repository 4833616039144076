// A file as an answer, its version as ETag.
import type { ProjectFile } from '#contract/project.ts'

export const withVersion = (file: ProjectFile, status = 200): Response =>
  Response.json(file, { status, headers: { etag: `"${file.version}"` } })
