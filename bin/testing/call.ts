// A handler asked as the front door asks it, without the door: same headers, no socket.
import { randomInt, randomUUID } from 'node:crypto'
import { ProblemDetails } from '#contract/problem.ts'
import { env } from '#env.ts'
import { connectRedis } from '#redis.ts'
import type { Person } from './people.ts'

export type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>
type Asked = {
  method?: string
  path?: string
  params?: Record<string, string | string[]>
  /** Sent as JSON; a string or bytes as they are. */
  body?: unknown
  headers?: Record<string, string>
  /** Whose cookies come along. */
  as?: Person | undefined
}

export async function call(handler: Handler, asked: Asked = {}): Promise<Response> {
  const { method = 'GET', path = '/api/test', params = {}, body, as } = asked
  await connectRedis()
  const headers = new Headers({ 'x-client-ip': someAddress(), 'x-request-id': randomUUID() })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (as) headers.set('cookie', cookiesOf(as))
  for (const [name, value] of Object.entries(asked.headers ?? {})) headers.set(name, value)
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const init = body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }
  const request = new Request(new URL(path, env().APP_ORIGIN), { method, headers, ...init })
  return handler(request, { params: Promise.resolve(params) })
}

export const cookiesOf = ({ tokens }: Pick<Person, 'tokens'>) =>
  `__Host-at=${tokens.access}; __Host-rt=${tokens.refresh}`

/** One that no rate limit has met. */
export const someAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`

/** The problem details of an answer; fails when it is none. */
export async function problemOf(response: Response): Promise<ProblemDetails> {
  const details = ProblemDetails.parse(await response.json())
  if (details.status !== response.status) throw new Error(`${response.status} says it is ${details.status}`)
  return details
}
