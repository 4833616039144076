// A chart with its name, its legend, and the same numbers as a table and as CSV. Only mice need the picture.
import type { ReactNode } from 'react'
import { csvOf } from '#insights/to-csv.ts'
import styles from './dashboard.module.css'
import { type ChartData, type Line, periodWords } from './series.ts'

type Props = {
  title: string
  about: ReactNode
  data: ChartData
  picture: ReactNode
  /** In the table only. */
  more?: { line: Line; format: (value: number) => string }[]
}

export function Chart({ title, about, data, picture, more = [] }: Props) {
  const { periods, lines, format } = data
  const columns = [...lines.map((line) => ({ line, format })), ...more]
  const isEmpty = lines.every((line) => periods.every((period) => !line.of(period)))
  const csv = csvOf([
    ['from', 'to', ...columns.map(({ line }) => line.name)],
    ...periods.map((period) => [period.from, period.to, ...columns.map(({ line }) => line.of(period) ?? '')]),
  ])
  return (
    <section className={styles.chart} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.about}>{about}</p>
      {isEmpty ? (
        <p className={styles.about}>There was nothing of it in these days.</p>
      ) : (
        <>
          <Legend lines={lines} />
          {picture}
        </>
      )}
      <details className={styles.table}>
        <summary>Table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it scrolls with the keyboard */}
        <section className={styles.scroll} aria-label={`${title}, as a table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                {columns.map(({ line }) => (
                  <th key={line.name} scope="col">
                    {line.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {periods.map((period) => (
                <tr key={period.from}>
                  <th scope="row">{periodWords(period)}</th>
                  {columns.map(({ line, format: written }) => (
                    <td key={line.name}>
                      <Value line={line} period={period} format={written} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
      <a
        className={styles.csv}
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
        download={`${title.toLowerCase().replaceAll(/\W+/g, '-')}.csv`}
        aria-label={`${title} as CSV`}
      >
        CSV
      </a>
    </section>
  )
}

const Legend = ({ lines }: Pick<ChartData, 'lines'>) => (
  <ul className={styles.legend} aria-label="Legend">
    {lines.map(({ name, color }) => (
      <li key={name}>
        <span className={styles.swatch} style={{ background: color }} /> {name}
      </li>
    ))}
  </ul>
)

type ValueProps = { line: Line; period: ChartData['periods'][number]; format: (value: number) => string }

function Value({ line, period, format }: ValueProps) {
  const value = line.of(period)
  if (value === null) return '–'
  if (value === 0) return '0'
  return <a href={line.href(period)}>{format(value)}</a>
}
