// What was found, fixed and dismissed, and how long it took to fix.
import { categories, severities } from '#contract/finding.ts'
import type { Insights, Period } from '#contract/insights.ts'
import { Chart } from './chart.tsx'
import { Lines } from './lines.tsx'
import { type ChartData, listAt, plain } from './series.ts'
import { StackedBars } from './stacked-bars.tsx'
import { TimesChart } from './times-chart.tsx'

type Props = { insights: Insights; scope: { projectId?: string } }

const colors = {
  bug: 'var(--lintel-high)',
  security: 'var(--lintel-critical)',
  performance: 'var(--lintel-medium)',
  maintainability: 'var(--lintel-low)',
  style: 'var(--lintel-clean)',
}

const foundIn = ({ severities: found }: Period) => Object.values(found).reduce((sum, n) => sum + n, 0)

export function FindingCharts({ insights: { periods }, scope }: Props) {
  const bySeverity: ChartData = {
    periods,
    format: plain,
    lines: severities.map((severity) => ({
      name: severity,
      color: `var(--lintel-${severity})`,
      of: (period) => period.severities[severity],
      href: listAt('/findings', scope, { severity }),
    })),
  }
  const byCategory: ChartData = {
    periods,
    format: plain,
    lines: categories.map((category) => ({
      name: category,
      color: colors[category],
      of: (period) => period.categories[category],
      href: listAt('/findings', scope, { category }),
    })),
  }
  const fixedOn = listAt('/findings', scope, { day: 'fixed' })
  const against: ChartData = {
    periods,
    format: plain,
    lines: [
      { name: 'New', color: 'var(--lintel-high)', of: foundIn, href: listAt('/findings', scope) },
      { name: 'Fixed', color: 'var(--lintel-clean)', of: ({ fixed }) => fixed, href: fixedOn },
      {
        name: 'Dismissed',
        color: 'var(--lintel-low)',
        of: ({ dismissed }) => dismissed,
        href: listAt('/findings', scope, { day: 'dismissed' }),
      },
    ],
  }
  return (
    <>
      <Chart
        title="Findings by severity"
        about="By the day they were first seen; one that many reviews met is one."
        data={bySeverity}
        picture={<StackedBars {...bySeverity} />}
      />
      <Chart
        title="Findings by category"
        about="By the day they were first seen."
        data={byCategory}
        picture={<StackedBars {...byCategory} />}
      />
      <Chart
        title="New against fixed"
        about="What came, what was fixed, what was dismissed."
        data={against}
        picture={<Lines {...against} />}
      />
      <TimesChart
        title="Time to fix"
        about="From the first review that met it to the one that no longer did; true to 5 %."
        periods={periods}
        of={({ timeToFix }) => timeToFix}
        href={fixedOn}
      />
    </>
  )
}
