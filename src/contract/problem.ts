// A refusal we foresaw, and how it looks on the wire: problem details of RFC 9457 with a code a program can rely on.
import { z } from 'zod'
import { ProjectFile } from './project.ts'

/** Every code there is, with its HTTP status and its title. */
export const problems = {
  invalid: [400, 'The request is not valid'],
  'wrong-credentials': [401, 'Wrong e-mail or password'],
  unauthenticated: [401, 'Not signed in'],
  'cross-site': [403, 'Cross-site request refused'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'too-slow': [408, 'Too slow'],
  'email-taken': [409, 'This e-mail has an account'],
  conflict: [409, 'Not possible in this state'],
  'edit-conflict': [412, 'Changed by somebody else'],
  'too-large': [413, 'Too large'],
  'wrong-content-type': [415, 'Wrong content type'],
  'idempotency-mismatch': [422, 'Idempotency key used for another request'],
  'too-many-requests': [429, 'Too many requests'],
  'model-failed': [503, 'The model gave no answer'],
  internal: [500, 'Something went wrong'],
  unavailable: [503, 'Not available right now'],
} as const satisfies Record<string, readonly [number, string]>
export type ProblemCode = keyof typeof problems

export const ProblemDetails = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as ProblemCode[]),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  /** At `edit-conflict`: the file as it is now, to be shown beside the one that was refused. */
  current: ProjectFile.optional(),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>

type FieldError = { path: string; message: string }
type More = { errors?: FieldError[]; retryAfterSeconds?: number; limit?: string; current?: ProjectFile }

/** Thrown anywhere, turned into an answer only at a door; the typed client turns an answer back into one. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined
  /** Which rate limit refused. */
  readonly limit: string | undefined
  /** What somebody else made of the file meanwhile. */
  readonly current: ProjectFile | undefined
  constructor(code: ProblemCode, detail: string, more: More = {}) {
    super(detail)
    this.code = code
    this.errors = more.errors
    this.retryAfterSeconds = more.retryAfterSeconds
    this.limit = more.limit
    this.current = more.current
  }
}

export function problemDetails(problem: Problem, requestId: string): ProblemDetails {
  const { code, message: detail, errors, current } = problem
  const [status, title] = problems[code]
  const more = { ...(errors && { errors }), ...(current && { current }) }
  return { type: `urn:lintel:problem:${code}`, title, status, code, detail, requestId, ...more }
}
