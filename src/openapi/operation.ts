// What is told about one address and method: for whoever writes a client.
import type { z } from 'zod'
import type { ProblemCode } from '#contract/problem.ts'
import type { Scope } from '#contract/settings.ts'

export const tags = [
  'Accounts',
  'Tokens',
  'Reviews',
  'Projects',
  'Rules',
  'Insights',
  'Model',
  'Workspace',
  'Administration',
  'System',
] as const

export type Operation = {
  tag: (typeof tags)[number]
  /** One sentence. */
  summary: string
  /** What the summary and the schemas leave open. */
  description?: string
  /** `open` to everybody; `person`: somebody in a browser, no token; a scope: whoever is signed in, or a token that has it. */
  access: 'open' | 'person' | 'administrator' | Scope
  query?: z.ZodObject
  headers?: Record<string, { required: boolean; description: string }>
  body?: z.ZodType
  /** A body may be sent as this too. */
  otherBody?: string
  /** The one status of success, and what comes with it: a schema, a media type, or nothing. */
  status: number
  answer: z.ZodType | string | readonly string[] | null
  /** The refusals of its own; those that any address may give are told once. */
  problems?: ProblemCode[]
}

export type Operations = Record<string, Operation>

export const idempotency = {
  'Idempotency-Key': {
    required: false,
    description:
      'A name of the caller for this request, 1 to 200 printable ASCII characters: sent twice it is done once.',
  },
}
export const ifMatch = (required: boolean) => ({
  'If-Match': { required, description: 'The version that the caller knows, in quotes, such as "3".' },
})
