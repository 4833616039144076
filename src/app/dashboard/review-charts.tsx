// How many reviews there were, how they ended, how long they waited and ran, and what they cost.
import type { Insights } from '#contract/insights.ts'
import { failureKinds, statuses } from '#contract/review.ts'
import { costWords, failureNames, statusWords } from '../reviews/review-words.ts'
import { Chart } from './chart.tsx'
import { CostChart } from './cost-chart.tsx'
import { type ChartData, listAt, plain } from './series.ts'
import { StackedBars } from './stacked-bars.tsx'
import { TimesChart } from './times-chart.tsx'

type Props = { insights: Insights; scope: { projectId?: string } }

const statusColors = {
  pending: 'var(--lintel-edge)',
  running: 'var(--lintel-low)',
  completed: 'var(--lintel-clean)',
  failed: 'var(--lintel-critical)',
  cancelled: 'var(--lintel-medium)',
}
const failureColors = {
  permanent: 'var(--lintel-low)',
  exhausted: 'var(--lintel-high)',
  poison: 'var(--lintel-critical)',
  deadline: 'var(--lintel-medium)',
  budget: 'var(--lintel-clean)',
}

export function ReviewCharts({ insights, scope }: Props) {
  const { periods } = insights
  const completed = listAt('/reviews', scope, { status: 'completed' })
  const byStatus: ChartData = {
    periods,
    format: plain,
    lines: statuses.map((status) => ({
      name: statusWords[status],
      color: statusColors[status],
      of: ({ reviews }) => reviews[status],
      href: listAt('/reviews', scope, { status }),
    })),
  }
  const failures: ChartData = {
    periods,
    format: plain,
    lines: failureKinds.map((failure) => ({
      name: failureNames[failure],
      color: failureColors[failure],
      of: (period) => period.failures[failure],
      href: listAt('/reviews', scope, { failure }),
    })),
  }
  return (
    <>
      <Chart
        title="Reviews"
        about="By the day they were handed in, and how they stand now."
        data={byStatus}
        picture={<StackedBars {...byStatus} />}
      />
      <TimesChart
        title="Waiting"
        about="From being handed in to being taken by a worker; completed reviews, true to 5 %."
        periods={periods}
        of={({ wait }) => wait}
        href={completed}
      />
      <TimesChart
        title="Running"
        about="From being taken by a worker to the result; completed reviews, true to 5 %."
        periods={periods}
        of={({ run }) => run}
        href={completed}
      />
      <Chart
        title="Failures"
        about="By kind, of the day they were handed in."
        data={failures}
        picture={<StackedBars {...failures} />}
      />
      <CostChart insights={insights} scope={scope} format={costWords} />
    </>
  )
}
