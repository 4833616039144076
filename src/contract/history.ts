// The reviews of a workspace as a list: what is told of each, how the list is narrowed down, and what is done to many.
import { z } from 'zod'
import { languages } from './language.ts'
import { DayRange, oneOf } from './listing.ts'
import { failureKinds, Review, Summary, statuses, Usage } from './review.ts'
import { isText, NOT_TEXT } from './text.ts'

/** `counts` as of now: what is dismissed or accepted since is not in them; null where there is no result. */
export const ListedReview = z.strictObject({
  ...Review.pick({ id: true, title: true, status: true, attempt: true, projectId: true, createdAt: true }).shape,
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  failureKind: z.enum(failureKinds).nullable(),
  counts: Summary.shape.counts.nullable(),
  languages: z.array(z.enum(languages)),
  files: z.int().nonnegative(),
  /** The first of them. */
  path: z.string().nullable(),
  costUsd: Usage.shape.costUsd,
})
export type ListedReview = z.infer<typeof ListedReview>

/** `q`: words, or how they begin, in title, paths and findings; all of them must be there. Days are those of submission. */
export const ReviewsQuery = z.strictObject({
  ...DayRange.shape,
  q: z.string().max(200, 'Search with at most 200 characters.').refine(isText, NOT_TEXT).optional(),
  status: oneOf('A status', statuses).optional(),
  failure: oneOf('A failure', failureKinds).optional(),
  projectId: z.uuid('This is no id.').optional(),
  language: oneOf('A language', languages).optional(),
  model: z.string().max(200).refine(isText, NOT_TEXT).optional(),
})
export type ReviewsQuery = z.infer<typeof ReviewsQuery>

export const MAX_AT_ONCE = 100

export const BulkChange = z.strictObject({
  action: oneOf('An action', ['cancel', 'delete']),
  ids: z.array(z.uuid('This is no id.')).min(1, 'No review is named.').max(MAX_AT_ONCE),
})
export type BulkChange = z.infer<typeof BulkChange>

/** What could not be done is told with the reason; the rest is done all the same. */
export const BulkOutcome = z.strictObject({
  done: z.array(z.uuid()),
  refused: z.array(z.strictObject({ id: z.uuid(), reason: z.string() })),
})
export type BulkOutcome = z.infer<typeof BulkOutcome>

export const reviewEventKinds = [
  'started',
  'step',
  'returned',
  'cancelling',
  'completed',
  'failed',
  'cancelled',
] as const

/** One moment of a review's life. `detail`: the step's name, or the worker's. */
export const ReviewEvent = z.strictObject({
  at: z.iso.datetime(),
  what: z.enum(reviewEventKinds),
  attempt: z.int().nonnegative(),
  detail: z.string().nullable(),
})
export type ReviewEvent = z.infer<typeof ReviewEvent>

/** What a review lived through. `retryOf` and `baseReviewId` are null where there is none, or where it was deleted. */
export const ReviewStory = z.strictObject({
  by: z.string(),
  project: z.string().nullable(),
  retryOf: z.uuid().nullable(),
  baseReviewId: z.uuid().nullable(),
  /** How many workers died over it. */
  crashes: z.int().nonnegative(),
  events: z.array(ReviewEvent),
})
export type ReviewStory = z.infer<typeof ReviewStory>
