// What every chart is drawn on: the room it has, a scale that ends in a round number, and the words beside it.
import type { Span } from './series.ts'

export const WIDTH = 640
/** Room for the words on the left. */
export const LEFT = 72
export const HEIGHT = 170

/** @param most the greatest value that must fit. */
export function scaleOf(most: number): { top: number; of: (value: number) => number } {
  const rough = Math.max(most, Number.MIN_VALUE)
  const power = 10 ** Math.floor(Math.log10(rough))
  const top = most > 0 ? power * ([1, 2, 5, 10].find((step) => step * power >= rough) ?? 10) : 1
  return { top, of: (value) => (value / top) * HEIGHT }
}

type Props = { periods: Span[]; top: number; format: (value: number) => string }

export function Axes({ periods, top, format }: Props) {
  const marks = [0, 0.5, 1]
  const ends = [...new Set([0, Math.floor((periods.length - 1) / 2), periods.length - 1])]
  return (
    <g fill="var(--lintel-soft)">
      {marks.map((part) => (
        <g key={part}>
          <line
            x1={LEFT}
            x2={LEFT + WIDTH}
            y1={HEIGHT + 6 - part * HEIGHT}
            y2={HEIGHT + 6 - part * HEIGHT}
            stroke="var(--lintel-line)"
          />
          <text x={LEFT - 6} y={HEIGHT + 10 - part * HEIGHT} textAnchor="end">
            {format(part * top)}
          </text>
        </g>
      ))}
      {ends.map((index, place) => (
        <text
          key={index}
          x={LEFT + (index + 0.5) * (WIDTH / periods.length)}
          y={HEIGHT + 24}
          textAnchor={place === 0 && ends.length > 1 ? 'start' : place === 2 ? 'end' : 'middle'}
        >
          {periods[index]?.from}
        </text>
      ))}
    </g>
  )
}
