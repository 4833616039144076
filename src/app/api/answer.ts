// What was thrown, as problem details. What we did not foresee tells nothing but a request id; the log tells the rest.
import { ZodError } from 'zod'
import { Problem, type ProblemCode, problemDetails, problems } from '#contract/problem.ts'
import { type LimitName, policyOf } from '#limits.ts'
import { log } from '#log.ts'
import { limited } from '#metrics.ts'
import type { Answer } from './plain.ts'

export function answerFor(error: unknown, request: Pick<Request, 'url'> & { headers: Pick<Headers, 'get'> }): Response {
  const requestId = request.headers.get('x-request-id') ?? 'none'
  const problem = problemFor(error)
  const about = () => ({ requestId, url: new URL(request.url).pathname, error: describe(error) })
  // A refusal that we foresaw (too many at once) is the house working as it should.
  if (problem === error && problem.code === 'unavailable') log.warn(about(), 'request.refused')
  else if (problem.code === 'internal' || problem.code === 'unavailable') log.error(about(), 'request.failed')
  const response = problemResponse(problem, requestId)
  if (problem.limit) sayWhatIsLeft(response, problem.limit as LimitName, 0, problem.retryAfterSeconds ?? 1)
  return response
}

/** draft-ietf-httpapi-ratelimit-headers: each policy, and what is left of it. */
export function sayWhatIsLeft(answer: Answer, limit: LimitName, remaining: number, resetSeconds: number): void {
  const { points, seconds } = policyOf(limit)
  add(answer, 'ratelimit-policy', `"${limit}";q=${points};w=${seconds}`)
  add(answer, 'ratelimit', `"${limit}";r=${remaining};t=${resetSeconds}`)
  if (remaining === 0 && answer.status === 429) limited.inc({ limit })
}

const add = ({ headers }: Answer, name: string, value: string) =>
  headers instanceof Map ? headers.set(name, value) : headers.append(name, value)

export function problemResponse(problem: Problem, requestId: string): Response {
  const details = problemDetails(problem, requestId)
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(problem.retryAfterSeconds))
  return new Response(JSON.stringify(details), { status: details.status, headers })
}

function problemFor(error: unknown): Problem {
  // By its shape, not its class: the server and the handlers hold copies of their own.
  if (error instanceof Error && 'code' in error && (error.code as string) in problems) return error as Problem
  if (error instanceof ZodError) return invalid(error)
  if (isUnreachable(error))
    return new Problem('unavailable', 'The database cannot be reached. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  return new Problem('internal', 'Something went wrong on our side. The request id helps to find it in the log.')
}

function invalid({ issues }: ZodError): Problem {
  const errors = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: dotted([...issue.path, key]), message: 'This field is not known.' }))
      : [{ path: dotted(issue.path), message: issue.message }],
  )
  const tooLarge = issues.every((issue) => issue.code === 'custom' && issue.params?.tooLarge === true)
  const code: ProblemCode = tooLarge ? 'too-large' : 'invalid'
  const [first] = errors
  return new Problem(code, first?.path ? `${first.path}: ${first.message}` : (first?.message ?? ''), { errors })
}

/** files[0].path, as people write it. */
const dotted = (path: PropertyKey[]) =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  )

const CONNECTION_ERRORS = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_|57P0|53300|57014)/

function isUnreachable(error: unknown): boolean {
  const code = error instanceof Error ? ((error as { code?: string }).code ?? '') : ''
  return (
    CONNECTION_ERRORS.test(code) || (error instanceof Error && error.cause !== undefined && isUnreachable(error.cause))
  )
}

/** The message without the parameters of a query, which may be people's code. */
const describe = (error: unknown) =>
  error instanceof Error ? String(error.cause ?? error).slice(0, 500) : String(error)
