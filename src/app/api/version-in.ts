// The version of a file the caller knows, from `If-Match: "3"`.
import { z } from 'zod'

const IfMatch = z
  .string('is needed: the version of the file you changed, such as "3"')
  .regex(/^"[1-9]\d{0,8}"$/, 'must be one version in quotes, such as "3"')
  .transform((tag) => Number(tag.slice(1, -1)))

export const versionIn = (request: Request): number =>
  z.object({ 'If-Match': IfMatch }).parse({ 'If-Match': request.headers.get('if-match') ?? undefined })['If-Match']

/** Null when the caller names none. */
export const anyVersionIn = (request: Request): number | null =>
  request.headers.has('if-match') ? versionIn(request) : null
