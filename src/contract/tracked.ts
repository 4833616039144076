// A finding as one matter over all the reviews that met it: since when, how it stands, and what people wrote about it.
import { z } from 'zod'
import { categories, severities } from './finding.ts'
import { DayRange, oneOf } from './listing.ts'
import { isText, NOT_TEXT } from './text.ts'

export const trackedStates = ['open', 'dismissed', 'held-back', 'fixed'] as const
export type TrackedState = (typeof trackedStates)[number]

/** Which of its days is asked for, and put in order by. */
export const trackedDays = ['found', 'fixed', 'dismissed'] as const

/**
 * `id` is its last occurrence, `review` the last one that has it, null when that was deleted: then nothing can be said
 * about it any more. Without a project it is a matter of one person's file.
 */
export const TrackedFinding = z.strictObject({
  id: z.uuid(),
  fingerprint: z.string(),
  projectId: z.uuid().nullable(),
  path: z.string(),
  /** As it was last seen; null for the whole file. */
  line: z.int().positive().nullable(),
  ruleId: z.string(),
  severity: z.enum(severities),
  category: z.enum(categories),
  title: z.string(),
  state: z.enum(trackedStates),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  fixedAt: z.iso.datetime().nullable(),
  dismissedAt: z.iso.datetime().nullable(),
  dismissReason: z.string().nullable(),
  reviewId: z.uuid().nullable(),
  comments: z.int().nonnegative(),
})
export type TrackedFinding = z.infer<typeof TrackedFinding>

/** The days are whole ones, in UTC, both included. */
export const TrackedQuery = z.strictObject({
  ...DayRange.shape,
  day: oneOf('A day', trackedDays).default('found'),
  /** `none`: what belongs to no project. */
  projectId: z.union([z.uuid(), z.literal('none')], 'This is no id.').optional(),
  state: oneOf('A state', trackedStates).optional(),
  severity: oneOf('A severity', severities).optional(),
  category: oneOf('A category', categories).optional(),
  ruleId: z.string().max(200).optional(),
  path: z.string().max(400).optional(),
})
export type TrackedQuery = z.infer<typeof TrackedQuery>

export const MAX_COMMENT = 2000

/** `by` is null when the account is gone. `mine`: whether the one who asks wrote it. */
export const FindingComment = z.strictObject({
  id: z.uuid(),
  by: z.string().nullable(),
  mine: z.boolean(),
  at: z.iso.datetime(),
  text: z.string(),
})
export type FindingComment = z.infer<typeof FindingComment>

export const NewComment = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'A comment is not empty.')
    .max(MAX_COMMENT, `A comment may have at most ${MAX_COMMENT} characters.`)
    .refine(isText, NOT_TEXT),
})
export type NewComment = z.infer<typeof NewComment>
