// The reads of a year: lists and dashboards as the pages ask for them, timed, and the plan of a page in the middle.
import { sql } from 'drizzle-orm'
import { ReviewsQuery } from '#contract/history.ts'
import { InsightsQuery } from '#contract/insights.ts'
import { TrackedQuery } from '#contract/tracked.ts'
import { db } from '#db/client.ts'
import { listTracked } from '#insights/list-tracked.ts'
import { readInsights } from '#insights/read-insights.ts'
import { listReviews, pageQuery } from '#reviews/list-reviews.ts'
import { quantile } from '../quantiles.ts'
import type { Year } from './year.ts'

const TIMES = 30

export async function timeReads(year: Year): Promise<string> {
  const { workspaceId, projectId, to, sizes } = year
  const actor = { workspaceId }
  const since = (days: number) => new Date(Date.parse(to) - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  const middle = `${Date.parse(since(180)) * 1000}_00000000-0000-0000-0000-000000000000`
  const reviews = (given: object) => () => listReviews(actor, ReviewsQuery.parse(given))
  const tracked = (given: object) => () => listTracked(actor, TrackedQuery.parse(given))
  const insights =
    (days: number, more = {}) =>
    () =>
      readInsights(actor, InsightsQuery.parse({ from: since(days), to, ...more }))
  const reads: Record<string, () => Promise<unknown>> = {
    'reviews, the newest, with their number': reviews({}),
    'reviews, a page in the middle': reviews({ cursor: middle }),
    'reviews that failed': reviews({ status: 'failed' }),
    'reviews of a project': reviews({ projectId }),
    'reviews in Go': reviews({ language: 'go' }),
    'reviews, rare word (`part_77`)': reviews({ q: 'part_77' }),
    'reviews, word of a fifth (`payments`)': reviews({ q: 'payments' }),
    'reviews, that word, a page in the middle': reviews({ q: 'payments', cursor: middle }),
    'findings that are open': tracked({ state: 'open' }),
    'findings of a project, fixed, a month': tracked({ projectId, day: 'fixed', from: since(30) }),
    'dashboard, 30 days': insights(30),
    'dashboard, 90 days': insights(90),
    'dashboard, a year': insights(365),
    'dashboard, a year of one project': insights(365, { projectId }),
  }
  const lines = [`| ${JSON.stringify(sizes)}; ms | p50 | p95 |`, '|---|---|---|']
  for (const [name, read] of Object.entries(reads)) {
    await read()
    const times: number[] = []
    for (let round = 0; round < TIMES; round++) {
      const start = performance.now()
      await read()
      times.push(performance.now() - start)
    }
    lines.push(`| ${name} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} |`)
  }
  const plan = async (query: object) => {
    const asked = sql`explain (analyze, costs off, timing off, summary off) ${pageQuery(actor, ReviewsQuery.parse(query))}`
    const rows = await db().execute<{ 'QUERY PLAN': string }>(asked)
    const own = rows.map((row) => row['QUERY PLAN'])
    const end = own.findIndex((line, index) => index > 0 && /^ {2}SubPlan|^ {2}CTE counted/.test(line))
    return own.slice(0, end > 0 ? end : own.length).join('\n')
  }
  return [...lines, '', await plan({ cursor: middle }), '', await plan({ q: 'part_77' })].join('\n')
}
