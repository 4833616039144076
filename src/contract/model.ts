// The model that reviews beside the analysers: what it is, what it can do, and what it has cost.
import { z } from 'zod'

/** How a model's server lets an answer be asked for, the strictest first. */
export const answerForms = ['json_schema', 'json_object', 'text'] as const

/** What a check of a model has shown. `contextTokens` is null where its server does not tell. */
export const ModelCheck = z.strictObject({
  reachable: z.boolean(),
  /** In words, when something is wrong. */
  problem: z.string().nullable(),
  jsonSchema: z.boolean(),
  jsonObject: z.boolean(),
  streaming: z.boolean(),
  contextTokens: z.int().positive().nullable(),
  milliseconds: z.int().nonnegative(),
  checkedAt: z.iso.datetime(),
})
export type ModelCheck = z.infer<typeof ModelCheck>

/** In US dollars. `limit` is null where there is none. */
export const Budget = z.strictObject({ limit: z.number().nullable(), spent: z.number() })
export type Budget = z.infer<typeof Budget>

/** `model` is null when there is none: then reviews run without a model. `server` holds no credentials. */
export const ModelStatus = z.strictObject({
  model: z
    .strictObject({
      name: z.string(),
      fallback: z.string().nullable(),
      server: z.string(),
      api: z.enum(['chat', 'responses']),
      depth: z.enum(['standard', 'deep']),
      /** US dollars for a million tokens; null where nobody has said. */
      price: z.strictObject({ input: z.number(), output: z.number() }).nullable(),
    })
    .nullable(),
  check: ModelCheck.nullable(),
  budgets: z.strictObject({ review: Budget.shape.limit, month: Budget, ownMonth: Budget }),
  /** Of this month, of one's own workspace. */
  usage: z.strictObject({ calls: z.int(), inputTokens: z.int(), outputTokens: z.int(), costUsd: z.number() }),
  egressLog: z.boolean(),
  withheldPaths: z.array(z.string()),
})
export type ModelStatus = z.infer<typeof ModelStatus>

/** One call, newest first; `sent` is what went out, where that is kept. */
export const ModelCall = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  purpose: z.string(),
  model: z.string(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  costUsd: z.number(),
  sent: z.string().nullable(),
})
export type ModelCall = z.infer<typeof ModelCall>
