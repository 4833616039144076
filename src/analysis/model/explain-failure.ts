// Why the model gave nothing, in words for the owner of the code: without addresses, keys or what the server said.
import { APICallError } from 'ai'
import { forbiddenAddress } from './guarded-fetch.ts'

export type Failure = {
  reason: string
  status: number | null
  /** Asking again would be in vain. */
  hopeless: boolean
  /** A second try soon may do. */
  mayPass: boolean
  /** The server is in trouble, or out of reach. */
  isOutage: boolean
  /** When the server wants to be asked again; null when it did not say. */
  retryAfterMs: number | null
}

export function explainFailure(error: unknown): Failure {
  if (isTimeout(error)) return because('The model did not answer in time.', { isOutage: true })
  if (mentions(error, forbiddenAddress))
    return because('OPENAI_BASE_URL leads to a link-local or cloud-metadata address, which is never asked.', {
      hopeless: true,
    })
  if (!APICallError.isInstance(error))
    return because('The answer of the model broke off.', { mayPass: true, isOutage: true })
  const { statusCode: status } = error
  if (status === undefined)
    return because('The server of the model could not be reached.', { mayPass: true, isOutage: true })
  return because(`${meaning(status)} (HTTP ${status}).`, {
    status,
    hopeless: refusals.has(status),
    mayPass: status >= 500 || status === 429 || status === 408,
    isOutage: status >= 500 || status === 429,
    retryAfterMs: retryAfter(error.responseHeaders ?? {}),
  })
}

const because = (reason: string, more: Partial<Failure> = {}): Failure => ({
  reason,
  status: null,
  hopeless: false,
  mayPass: false,
  isOutage: false,
  retryAfterMs: null,
  ...more,
})

const refusals = new Set([401, 403, 404])

/** In milliseconds, in seconds, or as a date. */
function retryAfter(headers: Record<string, string>): number | null {
  const exact = Number.parseFloat(headers['retry-after-ms'] ?? '')
  if (exact >= 0) return exact
  const told = headers['retry-after'] ?? ''
  if (/^\d{1,6}(\.\d+)?$/.test(told.trim())) return Number(told) * 1000
  const date = Date.parse(told)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}

function meaning(status: number): string {
  if (status === 401 || status === 403) return 'The server of the model refused the key'
  if (status === 404) return 'The server does not know the model, or the address is wrong'
  if (status === 429) return 'The server of the model had too many requests, or its quota is used up'
  if (status >= 500) return 'The server of the model failed'
  if (status >= 400) return 'The server of the model did not accept the request'
  if (status >= 300) return 'The server of the model points elsewhere, and redirects are not followed'
  return 'What answered is no server of a model'
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || isTimeout(error.cause))

function mentions(error: unknown, message: string): boolean {
  return error instanceof Error && (error.message.includes(message) || mentions(error.cause, message))
}
