// What a review of the storm shall live through: written into its one file, for the quick reviewer to read.
import type { Submission } from '#contract/submission.ts'

export type Order = {
  key: string
  /** How long its first step takes. */
  ms: number
  /** The name of the scripted server's model; `http-500` uses up all attempts. */
  model: 'good' | 'http-500'
  /** Kills its worker each time. */
  poison?: boolean
}

export const PATH = 'storm.txt'

export const submissionOf = (order: Order): Submission => ({ files: [{ path: PATH, content: JSON.stringify(order) }] })

/** As many findings as a completed review of the storm has: one for each of its steps. */
export const FINDINGS = 2

/** The last word of a worker that its review killed. */
export const POISONED = 'poisoned\n'
