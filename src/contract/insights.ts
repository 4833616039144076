// What the reviews of a workspace add up to, by day or by week.
import { z } from 'zod'
import { categories, severities } from './finding.ts'
import { languages } from './language.ts'
import { DayRange } from './listing.ts'
import { failureKinds, statuses } from './review.ts'

/** Days in UTC, both included; without them the last thirty. More than 92 days are told by weeks, at most five years. */
export const InsightsQuery = z.strictObject({
  ...DayRange.pick({ from: true, to: true }).shape,
  projectId: z.uuid('This is no id.').optional(),
})
export type InsightsQuery = z.infer<typeof InsightsQuery>

const n = z.int().nonnegative()
const numbers = <Key extends string>(keys: readonly Key[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, n])) as Record<Key, typeof n>)

/** In milliseconds, true to 5 %, of `n` of them; null where there is none. */
export const Times = z.strictObject({ n, p50: n, p95: n }).nullable()
export type Times = z.infer<typeof Times>

/** `from` and `to` are the days it spans, both included. */
export const Period = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Handed in then, by how they stand now. */
  reviews: numbers(statuses),
  failures: numbers(failureKinds),
  /** Of what was handed in then and has completed: waiting for a worker, and being reviewed. */
  wait: Times,
  run: Times,
  /** In US dollars, by the model's name; beside it how many reviews asked it. */
  cost: z.record(z.string(), z.strictObject({ reviews: n, usd: z.number().nonnegative() })),
  /** First found then; a finding that many reviews met is one. */
  severities: numbers(severities),
  categories: numbers(categories),
  fixed: n,
  dismissed: n,
  timeToFix: Times,
})
export type Period = z.infer<typeof Period>

/** How findings first found in these days stand now. */
export const RuleInsight = z.strictObject({
  ruleId: z.string(),
  found: n,
  fixed: n,
  dismissed: n,
  reasons: z.array(z.strictObject({ reason: z.string().nullable(), n })),
})
export type RuleInsight = z.infer<typeof RuleInsight>

export const Insights = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  step: z.enum(['day', 'week']),
  periods: z.array(Period),
  /** The fifty that are dismissed most, then the ones that find most. */
  rules: z.array(RuleInsight),
  /** The twenty with most findings of these days. */
  files: z.array(z.strictObject({ path: z.string(), projectId: z.uuid().nullable(), found: n, open: n })),
  /** Of completed reviews; one may have several. */
  languages: z.array(z.strictObject({ language: z.enum(languages), reviews: n })),
})
export type Insights = z.infer<typeof Insights>
