// Which files a rule or a setting is about: paths with `*`, `**` and `?`, and nothing that takes more than one look.
import { z } from 'zod'

export const MAX_GLOB = 200

/** `*.py` is any file of that name, `tests/` and `tests/**` all below; `**` crosses folders, `*` and `?` do not. */
export const FileGlob = z
  .string()
  .trim()
  .min(1, 'A path is needed.')
  .max(MAX_GLOB, `A path may have at most ${MAX_GLOB} characters.`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  .regex(/^[^\\{}[\]()!\x00-\x1f\x7f]+$/, 'Only *, ** and ? stand for something; {}, [], () and ! are not known.')
  .refine((glob) => !glob.startsWith('/') && !glob.split('/').includes('..'), 'A path is told from the top folder.')
export type FileGlob = z.infer<typeof FileGlob>
