// Lines by period, broken where nothing was measured. A click on a point opens its list; the table says all of it.
import { Axes, HEIGHT, LEFT, scaleOf, WIDTH } from './axes.tsx'
import styles from './dashboard.module.css'
import { type ChartData, type Line, periodWords } from './series.ts'

export function Lines({ periods, lines, format }: ChartData) {
  const values = lines.flatMap((line) => periods.map((period) => line.of(period) ?? 0))
  const scale = scaleOf(Math.max(...values))
  const xOf = (index: number) => LEFT + (index + 0.5) * (WIDTH / periods.length)
  const pathOf = (line: Line) => {
    let pen = 'M'
    return periods
      .map((period, index) => {
        const value = line.of(period)
        const step = value === null ? '' : `${pen}${xOf(index)} ${HEIGHT + 6 - scale.of(value)}`
        pen = value === null ? 'M' : 'L'
        return step
      })
      .join('')
  }
  return (
    <svg className={styles.picture} viewBox={`0 0 ${LEFT + WIDTH + 4} ${HEIGHT + 30}`} aria-hidden="true">
      <Axes periods={periods} top={scale.top} format={format} />
      {lines.map((line) => (
        <g key={line.name}>
          <path d={pathOf(line)} fill="none" stroke={line.color} strokeWidth={2} />
          {periods.map((period, index) => {
            const value = line.of(period)
            if (value === null || value === 0) return null
            return (
              <a key={period.from} href={line.href(period)} tabIndex={-1}>
                <title>{`${periodWords(period)}: ${line.name} ${format(value)}`}</title>
                <circle cx={xOf(index)} cy={HEIGHT + 6 - scale.of(value)} r={4} fill={line.color} />
              </a>
            )
          })}
        </g>
      ))}
    </svg>
  )
}
