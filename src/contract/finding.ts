// What an analyser, a rule or a model says about a stretch of code.
import { z } from 'zod'
import { isText, NOT_TEXT } from './text.ts'

export const severities = ['critical', 'high', 'medium', 'low'] as const
export const categories = ['bug', 'security', 'performance', 'maintainability', 'style'] as const
export const sources = ['analyser', 'model', 'rule'] as const
export const states = ['new', 'open', 'fixed', 'dismissed', 'reopened'] as const
export type State = (typeof states)[number]
export const fates = ['shown', 'held-back'] as const
export type Fate = (typeof fates)[number]

/** What a person may say about a finding; it holds for its identity, not for one occurrence. */
export const saidStates = ['dismissed', 'reopened'] as const
/** The usual reasons to dismiss one; any other stands in its own words. */
export const usualReasons = ['not-a-bug', 'wont-fix', 'not-relevant'] as const

/** Lines and columns count from 1; the end column is exclusive, as in Monaco. */
export const Range = z.strictObject({
  startLine: z.int().positive(),
  startColumn: z.int().positive(),
  endLine: z.int().positive(),
  endColumn: z.int().positive(),
})
export type Range = z.infer<typeof Range>

export const Edit = z.strictObject({ path: z.string(), range: Range, newText: z.string() })
export type Edit = z.infer<typeof Edit>

/** `checked`: the mended file parses, the finding is gone and nothing new appears. */
export const Fix = z.strictObject({ title: z.string(), edits: z.array(Edit).min(1), checked: z.boolean() })
export type Fix = z.infer<typeof Fix>

/** One step of the way from cause to effect. */
export const Evidence = z.strictObject({ path: z.string(), range: Range, note: z.string() })
export type Evidence = z.infer<typeof Evidence>

/** A finding before anybody has stored it: what analysis returns. */
export const Candidate = z.strictObject({
  fingerprint: z.string(),
  path: z.string(),
  range: Range.nullable(),
  quote: z.string().nullable(),
  severity: z.enum(severities),
  category: z.enum(categories),
  title: z.string(),
  explanation: z.string(),
  ruleId: z.string(),
  ruleUrl: z.string().optional(),
  cwe: z.string().optional(),
  source: z.enum(sources),
  evidence: z.array(Evidence).optional(),
  fix: Fix.optional(),
  /** The comment in the code that asks to be silent about it. It is told, not obeyed. */
  suppression: z.string().optional(),
  fate: z.enum(fates),
  fateReason: z.string().optional(),
})
export type Candidate = z.infer<typeof Candidate>

/** `by` is null when the account is gone. */
export const Dismissal = z.strictObject({
  reason: z.string().optional(),
  by: z.string().nullable(),
  at: z.iso.datetime(),
})
export type Dismissal = z.infer<typeof Dismissal>

/**
 * Range and quote are null for a finding about the whole file. `dismissal` is there while it is dismissed,
 * `dismissedBefore` once that was taken back.
 */
export const Finding = z.strictObject({
  id: z.uuid(),
  ...Candidate.shape,
  state: z.enum(states),
  dismissal: Dismissal.optional(),
  dismissedBefore: Dismissal.optional(),
})
export type Finding = z.infer<typeof Finding>

/** `reason`: one of the usual ones, or a few words. */
export const FindingChange = z.strictObject({
  state: z.enum(saidStates, `A finding can be ${saidStates.join(' or ')}.`),
  reason: z
    .string()
    .trim()
    .min(1, 'A reason is not empty.')
    .max(500, 'A reason may have at most 500 characters.')
    .refine(isText, NOT_TEXT)
    .optional(),
})
export type FindingChange = z.infer<typeof FindingChange>

/** Worth a reader's time: not held back, and nobody has said that it is none. */
export const isTold = ({ fate, state }: Pick<Finding, 'fate' | 'state'>): boolean =>
  fate === 'shown' && state !== 'dismissed'
