// A file as it may enter: a safe relative path and text that is not too long.
import { z } from 'zod'
import { isText } from './text.ts'

export const MAX_FILES = 200
export const MAX_FILE_BYTES = 256 * 1024
export const MAX_TOTAL_BYTES = 2 * 1024 * 1024
const MAX_PATH = 400

const encoder = new TextEncoder()
export const utf8Bytes = (text: string) => encoder.encode(text).length

/** An issue that a door answers with 413 instead of 400. */
export const tooLarge = (what: string, bytes: number, limit: number) => ({
  message: `${what}: ${Math.ceil(bytes / 1024)} KiB, the limit is ${limit / 1024} KiB.`,
  params: { tooLarge: true },
})

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

function pathError(path: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\x00-\x1f\x7f\\]/.test(path)) return 'A path may not hold backslashes or control characters.'
  if (/^(\/|~|[a-z]:)/i.test(path)) return 'A path must be relative.'
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'A path may not hold empty, . or .. parts.'
  if (parts.some((part) => reserved.test(part))) return 'A path may not hold a reserved name such as CON or NUL.'
  return null
}

export const FilePath = z
  .string()
  .min(1, 'A path is needed.')
  .max(MAX_PATH, `A path may have at most ${MAX_PATH} characters.`)
  .refine((path) => path.isWellFormed(), 'A path must be valid Unicode.')
  .transform((path) => path.normalize('NFC'))
  .superRefine((path, context) => {
    const message = pathError(path)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** A file that is being written: it may be empty. */
export const DraftContent = z.string().superRefine((content, context) => {
  const bytes = utf8Bytes(content)
  if (bytes > MAX_FILE_BYTES) context.addIssue({ code: 'custom', ...tooLarge('This file', bytes, MAX_FILE_BYTES) })
  else if (!isText(content))
    context.addIssue({ code: 'custom', message: 'This is not text: binary files cannot be reviewed.' })
})

/** A file that is submitted: it may not. */
export const FileContent = DraftContent.refine((content) => content.trim() !== '', 'There is no code in it.')
