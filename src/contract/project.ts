// Projects and their files, as the editor keeps them.
import { z } from 'zod'
import { DraftContent, FilePath } from './file.ts'

export const Project = z.strictObject({ id: z.uuid(), name: z.string(), updatedAt: z.iso.datetime() })
export type Project = z.infer<typeof Project>

/** `version` counts the saves; it travels as ETag and If-Match. */
export const ProjectFile = z.strictObject({
  id: z.uuid(),
  path: z.string(),
  content: z.string(),
  version: z.int().positive(),
  updatedAt: z.iso.datetime(),
})
export type ProjectFile = z.infer<typeof ProjectFile>

export const NewFile = z.strictObject({ path: FilePath, content: DraftContent })
export type NewFile = z.infer<typeof NewFile>

export const SavedContent = z.strictObject({ content: DraftContent })
export type SavedContent = z.infer<typeof SavedContent>

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
