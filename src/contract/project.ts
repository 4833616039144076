// Projects and their files, as the editor keeps them. A folder is no thing of its own: it is what paths begin with.
import { z } from 'zod'
import { DraftContent, FilePath } from './file.ts'
import { isText, NOT_TEXT } from './text.ts'

export const MAX_PROJECTS = 100

/** How much there is of it: what goes with it when it is deleted. `bytes` are its files' alone. */
export const Project = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  reviews: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  /** Its name or any of its files. */
  updatedAt: z.iso.datetime(),
  /** What was found until then is accepted and not shown; null where everything is. */
  baselineAt: z.iso.datetime().nullable(),
})
export type Project = z.infer<typeof Project>

const name = z
  .string()
  .trim()
  .min(1, 'A name is needed.')
  .max(100, 'A name may have at most 100 characters.')
  .refine(isText, NOT_TEXT)

export const NewProject = z.strictObject({ name })
export type NewProject = z.infer<typeof NewProject>

/** `now`: what was found so far is accepted, only what is new is shown; null: everything is shown again. */
export const Baseline = z.literal('now', 'A baseline is now, or null.').nullable()
export type Baseline = z.infer<typeof Baseline>

export const ProjectChange = z
  .strictObject({ name: name.optional(), baseline: Baseline.optional() })
  .refine((change) => change.name !== undefined || change.baseline !== undefined, {
    path: ['name'],
    message: 'A name or a baseline is needed.',
  })
export type ProjectChange = z.infer<typeof ProjectChange>

/** `version` counts what was done to it, saves and moves; it travels as ETag and If-Match. */
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

/** Another name, another folder, or both. */
export const MovedFile = z.strictObject({ path: FilePath })
export type MovedFile = z.infer<typeof MovedFile>

/**
 * A folder as a whole: every path that begins with `from` and a slash begins with `to` and a slash then. There are no
 * empty folders: one begins with its first file and ends with its last.
 */
export const FolderMove = z.strictObject({ from: FilePath, to: FilePath })
export type FolderMove = z.infer<typeof FolderMove>

export const FolderQuery = z.strictObject({ path: FilePath })
export type FolderQuery = z.infer<typeof FolderQuery>

/** Where a file stands now, for whoever holds it open. */
export const PlacedFile = ProjectFile.omit({ content: true })
export type PlacedFile = z.infer<typeof PlacedFile>

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
