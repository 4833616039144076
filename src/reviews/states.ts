// What of a review is new, open or reopened, and what is fixed, told against what its scope has seen before.
import type { Outcome } from '#analysis/analyse.ts'
import type { Job } from './claim.ts'
import { type Comparison, compare } from './compare.ts'
import { type Occurrence, readPast } from './history.ts'

/** Nothing was there before. */
export const allNew: Comparison<Occurrence> = { states: [], was: [], fixed: [] }

/** `states` go with the outcome's findings, one by one. One query. */
export async function compareWithPast(job: Job, { findings, coverage }: Outcome): Promise<Comparison<Occurrence>> {
  const reviewed = new Set(coverage.filter(({ status }) => status === 'reviewed').map(({ path }) => path))
  return compare(findings, reviewed, await readPast(job, findings), job.projectId !== null)
}
