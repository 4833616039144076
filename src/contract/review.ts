// The life of a review, as seen from outside.
import { z } from 'zod'
import { Finding, fates, severities } from './finding.ts'
import { languages } from './language.ts'
import { depths } from './model.ts'

export const statuses = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const
export const failureKinds = ['permanent', 'exhausted', 'poison', 'deadline', 'budget'] as const
export const coverageStatuses = ['reviewed', 'partial', 'skipped'] as const
export const verdicts = ['clean', 'findings', 'partial'] as const
export const stages = ['queued', 'analysing', 'asking the model', 'ranking', 'cancelling', 'done'] as const

export type ReviewStatus = (typeof statuses)[number]
export const isTerminal = (status: ReviewStatus) => status !== 'pending' && status !== 'running'

export const Coverage = z.strictObject({
  path: z.string(),
  status: z.enum(coverageStatuses),
  reason: z.string().optional(),
})
export type Coverage = z.infer<typeof Coverage>

/** `position`: how many reviews stand before this one; only while it is pending. */
export const Progress = z.strictObject({
  stage: z.enum(stages),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  position: z.int().nonnegative().optional(),
})
export type Progress = z.infer<typeof Progress>

export const Engine = z.strictObject({
  version: z.string(),
  analysers: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  model: z.strictObject({ provider: z.string(), name: z.string() }).nullable(),
})
export type Engine = z.infer<typeof Engine>

const counts = Object.fromEntries(severities.map((severity) => [severity, z.int().nonnegative()]))
export const Summary = z.strictObject({
  verdict: z.enum(verdicts),
  counts: z.strictObject(counts as Record<(typeof severities)[number], z.ZodInt>),
  text: z.string().optional(),
})
export type Summary = z.infer<typeof Summary>

export const Usage = z.strictObject({
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costUsd: z.number().nonnegative(),
})
export type Usage = z.infer<typeof Usage>

/**
 * What of the code went to the model. `calls`: how often it was asked; `saved`: how often an answer from before was as
 * good. `masked`: secrets that were made unreadable first, by file. `withheld`: files that were kept from it altogether.
 * `depth` and `guidelines` (which went along, and with how many files) are absent in reviews from before there were any.
 */
export const ModelPart = z.strictObject({
  calls: z.int().nonnegative(),
  saved: z.int().nonnegative(),
  masked: z.array(z.strictObject({ path: z.string(), secrets: z.int().positive() })),
  withheld: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  depth: z.enum(depths).optional(),
  guidelines: z.array(z.strictObject({ text: z.string(), files: z.int().positive() })).optional(),
})
export type ModelPart = z.infer<typeof ModelPart>

/**
 * While a review runs, `findings` are provisional; engine and summary are null until it has completed. What is dismissed
 * stands among the findings and is not counted; `resolved` is gone since the review that this one is compared with.
 */
export const Review = z.strictObject({
  id: z.uuid(),
  status: z.enum(statuses),
  attempt: z.int().nonnegative(),
  title: z.string().nullable(),
  projectId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  failure: z.strictObject({ kind: z.enum(failureKinds), message: z.string() }).optional(),
  progress: Progress,
  engine: Engine.nullable(),
  coverage: z.array(Coverage),
  summary: Summary.nullable(),
  findings: z.array(Finding),
  resolved: z.array(Finding),
  heldBack: z.int().nonnegative(),
  degraded: z.boolean(),
  usage: Usage,
  /** Absent when no model was asked, and until the review has completed. */
  modelPart: ModelPart.optional(),
})
export type Review = z.infer<typeof Review>

export const Accepted = z.strictObject({ id: z.uuid(), status: z.enum(statuses) })
export type Accepted = z.infer<typeof Accepted>

/** A file as it was submitted; its language is null where only the content could tell. */
export const ReviewFile = z.strictObject({
  path: z.string(),
  language: z.enum(languages).nullable(),
  content: z.string(),
})
export type ReviewFile = z.infer<typeof ReviewFile>

const MAX_PAGE = 200
const MAX_CURSOR = 2 ** 31 - 1

/** Which of a review's candidates are asked for. */
export const FindingsQuery = z.strictObject({
  fate: z.enum(['all', ...fates]).default('all'),
  cursor: z.coerce.number('This is no cursor of ours.').int().nonnegative().max(MAX_CURSOR).optional(),
  limit: z.coerce.number('A limit is a number.').int().min(1).max(MAX_PAGE).default(100),
})
export type FindingsQuery = z.infer<typeof FindingsQuery>

/** `patch` is a unified diff with the checked fixes, for `git apply`. */
export const exportFormats = ['json', 'markdown', 'sarif', 'gitlab', 'junit', 'patch'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const ExportQuery = z.strictObject({
  format: z.enum(exportFormats, `A format is one of ${exportFormats.join(', ')}.`),
})
export type ExportQuery = z.infer<typeof ExportQuery>
