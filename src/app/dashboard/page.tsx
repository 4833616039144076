// The dashboard: what the reviews of some days add up to. A click on a number opens the list that it counts.
import type { Metadata } from 'next'
import { InsightsQuery } from '#contract/insights.ts'
import { Problem } from '#contract/problem.ts'
import { readProjectNames } from '#insights/project-names.ts'
import { readInsights } from '#insights/read-insights.ts'
import { askedOf, type SearchParams } from '../asked-of.ts'
import list from '../list-page.module.css'
import { PageFrame } from '../page-frame.tsx'
import { requireActor, userOf } from '../session.ts'
import styles from './dashboard.module.css'
import { FindingCharts } from './finding-charts.tsx'
import { RangeForm } from './range-form.tsx'
import { Rankings } from './rankings.tsx'
import { ReviewCharts } from './review-charts.tsx'

export const metadata: Metadata = { title: 'Dashboard' }

export default async function DashboardPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = new URLSearchParams(Object.entries(await searchParams).map(([name, value]) => [name, String(value)]))
  const actor = await requireActor(asked.size > 0 ? `/dashboard?${asked}` : '/dashboard')
  const { query, problem } = await askedOf(searchParams, InsightsQuery)
  const [names, answer] = await Promise.all([
    readProjectNames(actor),
    readInsights(actor, query).catch((error) => {
      if (error instanceof Problem && error.code === 'invalid') return error.message
      throw error
    }),
  ])
  const wrong = typeof answer === 'string' ? answer : problem
  const insights = typeof answer === 'string' ? await readInsights(actor, {}) : answer
  const { from, to, step, periods } = insights
  const isEmpty =
    periods.every(({ reviews }) => Object.values(reviews).every((n) => n === 0)) && insights.rules.length === 0
  const scope = query.projectId ? { projectId: query.projectId } : {}
  return (
    <PageFrame
      user={userOf(actor)}
      here="/dashboard"
      title="Dashboard"
      about={`${from} to ${to}, by ${step}. Days are those of UTC.`}
    >
      <RangeForm from={from} to={to} projectId={query.projectId} projects={names} />
      {wrong && (
        <p role="alert" className={list.problem}>
          {wrong}
        </p>
      )}
      {isEmpty ? (
        <p className={list.empty}>
          Nothing was reviewed in these days. Choose other ones, or <a href="/editor">review something</a>.
        </p>
      ) : (
        <div className={styles.charts}>
          <FindingCharts insights={insights} scope={scope} />
          <Rankings insights={insights} scope={scope} projects={names} />
          <ReviewCharts insights={insights} scope={scope} />
        </div>
      )}
    </PageFrame>
  )
}
