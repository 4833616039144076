// Two completed reviews of one scope beside each other: what is new in the second, what it fixed, what is still open.
import { z } from 'zod'
import { Finding } from './finding.ts'
import { Review } from './review.ts'

/** `a` is the one that `b` is told against. */
export const ComparisonQuery = z.strictObject({ a: z.uuid('This is no id.'), b: z.uuid('This is no id.') })
export type ComparisonQuery = z.infer<typeof ComparisonQuery>

export const ComparedReview = Review.pick({ id: true, title: true, projectId: true, createdAt: true, finishedAt: true })
export type ComparedReview = z.infer<typeof ComparedReview>

/** A file whose code is not the same in both. One that is in a single review was not submitted to the other. */
export const DifferingFile = z.strictObject({ path: z.string(), in: z.enum(['a', 'b', 'both']) })
export type DifferingFile = z.infer<typeof DifferingFile>

/**
 * `new` and `open` are findings of `b`, `fixed` ones of `a`; each tells that as its state, but for what is dismissed.
 * What `a` had in a file that `b` has not looked at wholly is in none of them.
 */
export const Comparison = z.strictObject({
  a: ComparedReview,
  b: ComparedReview,
  new: z.array(Finding),
  fixed: z.array(Finding),
  open: z.array(Finding),
  files: z.array(DifferingFile),
})
export type Comparison = z.infer<typeof Comparison>
