// What the model cost, by its name, and what that is for each finding that was fixed.
import type { Insights } from '#contract/insights.ts'
import { Chart } from './chart.tsx'
import styles from './dashboard.module.css'
import { type ChartData, listAt, plain } from './series.ts'
import { StackedBars } from './stacked-bars.tsx'

type Props = { insights: Insights; scope: { projectId?: string }; format: (usd: number) => string }

const colors = ['clean', 'low', 'medium', 'high', 'critical']

export function CostChart({ insights: { periods }, scope, format }: Props) {
  const models = [...new Set(periods.flatMap(({ cost }) => Object.keys(cost)))].sort()
  if (models.length === 0)
    return (
      <section className={styles.chart} aria-label="Cost">
        <h2>Cost</h2>
        <p className={styles.about}>No model was asked in these days: analysers cost nothing.</p>
      </section>
    )
  const linesOf = (what: 'usd' | 'reviews') =>
    models.map((model, index) => ({
      name: what === 'usd' ? model : `${model}, reviews`,
      color: `var(--lintel-${colors[index % colors.length]})`,
      of: ({ cost }: Insights['periods'][number]) => cost[model]?.[what] ?? 0,
      href: listAt('/reviews', scope, { status: 'completed', model }),
    }))
  const data: ChartData = { periods, format, lines: linesOf('usd') }
  const total = periods.reduce((sum, { cost }) => sum + Object.values(cost).reduce((part, { usd }) => part + usd, 0), 0)
  const fixed = periods.reduce((sum, period) => sum + period.fixed, 0)
  return (
    <Chart
      title="Cost"
      about={`${format(total)} in these days${fixed > 0 ? `, ${format(total / fixed)} for each finding that was fixed in them` : ''}.`}
      data={data}
      picture={<StackedBars {...data} />}
      more={linesOf('reviews').map((line) => ({ line, format: plain }))}
    />
  )
}
