// The body of a request as JSON: the right content type, valid UTF-8, valid JSON.
import { Problem } from '#contract/problem.ts'

export async function readJson(request: Request): Promise<unknown> {
  if (mediaType(request) !== 'application/json')
    throw new Problem('wrong-content-type', 'The body must be sent as application/json.')
  const bytes = await request.arrayBuffer()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem('invalid', `The body is not valid JSON: ${error.message}`)
    throw new Problem('invalid', 'The body is not valid UTF-8.')
  }
}

export const mediaType = (request: Request): string | undefined =>
  request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
