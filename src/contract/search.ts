// Searching the files of a project for a piece of text.
import { z } from 'zod'
import { isText, NOT_TEXT } from './text.ts'

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((value) => value === 'true')

/** `q` is taken literally. A whole word has no letter, digit or underscore beside it. */
export const SearchQuery = z.strictObject({
  q: z
    .string()
    .min(1, 'Something to search for is needed.')
    .max(200, 'At most 200 characters can be searched for.')
    .refine(isText, NOT_TEXT)
    .refine((text) => !/[\r\n]/.test(text), 'A search stays within one line.'),
  caseSensitive: flag,
  wholeWord: flag,
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** `text` is the line, or a stretch of a long one around the match; `textColumn` is the column it begins at. */
export const SearchMatch = z.strictObject({
  fileId: z.uuid(),
  path: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  endColumn: z.int().positive(),
  text: z.string(),
  textColumn: z.int().positive(),
})
export type SearchMatch = z.infer<typeof SearchMatch>

/** By path, line and column. `truncated`: there are more than are told. */
export const SearchResult = z.strictObject({ matches: z.array(SearchMatch), truncated: z.boolean() })
export type SearchResult = z.infer<typeof SearchResult>
