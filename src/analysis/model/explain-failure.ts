// Why the model gave nothing, in words for the owner of the code: without addresses, keys or what the server said.
import { APICallError, RetryError } from 'ai'
import { forbiddenAddress } from './guarded-fetch.ts'

/** `hopeless`: asking again would be in vain. */
export type Failure = { reason: string; status: number | null; hopeless: boolean }

export function explainFailure(error: unknown): Failure {
  const cause = RetryError.isInstance(error) ? error.lastError : error
  if (isTimeout(cause)) return because('The model did not answer in time.')
  if (mentions(cause, forbiddenAddress))
    return because('OPENAI_BASE_URL leads to a link-local or cloud-metadata address, which is never asked.', null, true)
  if (!APICallError.isInstance(cause)) return because('The model could not be asked.')
  const { statusCode } = cause
  if (statusCode === undefined) return because('The server of the model could not be reached.')
  return because(`${meaning(statusCode)} (HTTP ${statusCode}).`, statusCode, refusals.has(statusCode))
}

const because = (reason: string, status: number | null = null, hopeless = false): Failure => ({
  reason,
  status,
  hopeless,
})

const refusals = new Set([401, 403, 404])

function meaning(status: number): string {
  if (status === 401 || status === 403) return 'The server of the model refused the key'
  if (status === 404) return 'The server does not know the model, or the address is wrong'
  if (status === 429) return 'The server of the model had too many requests, or its quota is used up'
  if (status >= 500) return 'The server of the model failed'
  if (status >= 400) return 'The server of the model did not accept the request'
  if (status >= 300) return 'The server of the model points elsewhere, and redirects are not followed'
  return 'What answered is no server of a model'
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError'

function mentions(error: unknown, message: string): boolean {
  return error instanceof Error && (error.message.includes(message) || mentions(error.cause, message))
}
