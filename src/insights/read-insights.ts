// What a workspace's reviews add up to. Days come from sums that are kept, rules and files from the findings of these days.
import type { Actor } from '#accounts/actor.ts'
import type { Insights, InsightsQuery } from '#contract/insights.ts'
import { Problem } from '#contract/problem.ts'
import { emptyPeriods, fillPeriods } from './periods.ts'
import { readFiles, readRules } from './rankings.ts'
import { readOpenReviews, readSums, readTimes } from './sums.ts'

/** A day's or a week's sums; weeks begin on Monday. */
export type Step = Insights['step']
export type Span = { workspaceId: string; projectId: string | undefined; from: string; to: string; step: Step }

const DAY_MS = 86_400_000
const MOST_DAYS = 92
const MOST_YEARS = 5

/** Throws `invalid` for days the wrong way round, or too many. A project of another workspace has nothing. */
export async function readInsights(actor: Pick<Actor, 'workspaceId'>, query: InsightsQuery): Promise<Insights> {
  const span = spanOf(actor, query)
  const [sums, times, open, rules, files] = await Promise.all([
    readSums(span),
    readTimes(span),
    readOpenReviews(span),
    readRules(span),
    readFiles(span),
  ])
  const periods = emptyPeriods(span)
  const languages = fillPeriods(periods, [...sums, ...open], times)
  const { from, to, step } = span
  return { from, to, step, periods, rules, files, languages }
}

function spanOf({ workspaceId }: Pick<Actor, 'workspaceId'>, query: InsightsQuery): Span {
  const to = query.to ?? new Date().toISOString().slice(0, 10)
  const from = query.from ?? new Date(Date.parse(to) - 29 * DAY_MS).toISOString().slice(0, 10)
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (days < 1) refuse('The last day comes before the first.')
  if (days > MOST_YEARS * 366) refuse(`At most ${MOST_YEARS} years at a time.`)
  return { workspaceId, projectId: query.projectId, from, to, step: days > MOST_DAYS ? 'week' : 'day' }
}

function refuse(message: string): never {
  throw new Problem('invalid', message, { errors: [{ path: 'from', message }] })
}
