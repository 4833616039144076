// The model that reviews beside the analysers: what it is, what it can do, and what it has cost.
import { z } from 'zod'
import { FileContent, FilePath } from './file.ts'
import { Edit } from './finding.ts'
import { languages } from './language.ts'
import { isText, NOT_TEXT } from './text.ts'

/** How a model's server lets an answer be asked for, the strictest first. */
export const answerForms = ['json_schema', 'json_object', 'text'] as const

/** How closely the model looks at each part of a file: once, or three times with different emphasis. */
export const depths = ['standard', 'deep'] as const
export type Depth = (typeof depths)[number]

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
      depth: z.enum(depths),
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

/** What a page needs to know of the model beforehand. */
export type ModelAtHand = Pick<NonNullable<ModelStatus['model']>, 'name' | 'depth'>

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

const words = (most: number) => z.string().trim().min(1).max(most).refine(isText, NOT_TEXT)

/** A question about a finding, after what was said before; without one, the finding is explained. */
export const FindingQuestion = z.strictObject({
  question: words(2000).optional(),
  thread: z
    .array(z.strictObject({ who: z.enum(['you', 'model']), text: words(8000) }))
    .max(10)
    .default([]),
})
export type FindingQuestion = z.infer<typeof FindingQuestion>

/** `lines`: only these, both included; else the whole file. At most 400 lines are improved at once. */
export const Improvement = z.strictObject({
  path: FilePath,
  content: FileContent,
  language: z.enum(languages).optional(),
  lines: z.strictObject({ first: z.int().positive(), last: z.int().positive() }).optional(),
  wish: words(2000).default('Make it clearer and safer.'),
})
export type Improvement = z.infer<typeof Improvement>

/** To be shown as a diff, and applied by nobody but whoever has seen it. No edits: there is nothing to improve. */
export const Improved = z.strictObject({
  edits: z.array(Edit),
  summary: z.string(),
  /** What comes of it parses, and no analyser has anything new to say. */
  checked: z.boolean(),
})
export type Improved = z.infer<typeof Improved>

/** About what a review by the model takes. `costUsd` is null where nobody has said what it costs. */
export const Estimate = z.strictObject({
  calls: z.int().nonnegative(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costUsd: z.number().nonnegative().nullable(),
})
export type Estimate = z.infer<typeof Estimate>
