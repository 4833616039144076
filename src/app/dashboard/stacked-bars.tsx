// Bars by period, the parts of each on top of each other. A click on a part opens its list; the table says all of it.

import { Axes, HEIGHT, LEFT, scaleOf, WIDTH } from './axes.tsx'
import styles from './dashboard.module.css'
import { type ChartData, periodWords } from './series.ts'

export function StackedBars({ periods, lines, format }: ChartData) {
  const sumOf = (period: ChartData['periods'][number]) => lines.reduce((sum, line) => sum + (line.of(period) ?? 0), 0)
  const scale = scaleOf(Math.max(...periods.map(sumOf)))
  const width = WIDTH / periods.length
  return (
    <svg className={styles.picture} viewBox={`0 0 ${LEFT + WIDTH + 4} ${HEIGHT + 30}`} aria-hidden="true">
      <Axes periods={periods} top={scale.top} format={format} />
      {periods.map((period, index) => {
        let below = 0
        return lines.map((line) => {
          const value = line.of(period) ?? 0
          if (value === 0) return null
          const height = scale.of(value)
          below += height
          return (
            <a key={`${period.from} ${line.name}`} href={line.href(period)} tabIndex={-1}>
              <title>{`${periodWords(period)}: ${line.name} ${format(value)}`}</title>
              <rect
                x={LEFT + index * width + width * 0.12}
                y={HEIGHT - below + 6}
                width={width * 0.76}
                height={height}
                fill={line.color}
              />
            </a>
          )
        })
      })}
    </svg>
  )
}
