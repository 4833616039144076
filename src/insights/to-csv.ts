// Insights as one table for a spreadsheet: a line for each number, with the days it spans.
import type { Insights, Period } from '#contract/insights.ts'

export function toCsv({ from, to, periods, rules, files, languages }: Insights): string {
  const whole = { from, to }
  const rows = [
    ...periods.flatMap(rowsOf),
    ...rules.flatMap(({ ruleId, reasons, ...counts }) => [
      ...Object.entries(counts).map(([name, n]) => row(whole, `rule ${name}`, ruleId, n)),
      ...reasons.map(({ reason, n }) => row(whole, `rule dismissed: ${reason ?? 'no reason'}`, ruleId, n)),
    ]),
    ...files.flatMap(({ path, found, open }) => [
      row(whole, 'file found', path, found),
      row(whole, 'file open', path, open),
    ]),
    ...languages.map(({ language, reviews }) => row(whole, 'language', language, reviews)),
  ]
  return csvOf([['from', 'to', 'series', 'key', 'value'], ...rows])
}

/** RFC 4180. A cell that a spreadsheet would take for a formula is told as text. */
export const csvOf = (rows: Row[]): string => rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')

type Row = (string | number)[]

const row = ({ from, to }: Pick<Period, 'from' | 'to'>, series: string, key: string, value: number): Row => [
  from,
  to,
  series,
  key,
  value,
]

function rowsOf(period: Period): Row[] {
  const { reviews, failures, severities, categories, cost, fixed, dismissed, wait, run, timeToFix } = period
  const counts = { reviews, failures, severities, categories, findings: { fixed, dismissed } }
  const times = { 'wait ms': wait, 'run ms': run, 'time to fix ms': timeToFix }
  return [
    ...Object.entries(counts).flatMap(([series, numbers]) =>
      Object.entries(numbers).map(([key, n]) => row(period, series, key, n)),
    ),
    ...Object.entries(times).flatMap(([series, told]) =>
      Object.entries(told ?? {}).map(([key, n]) => row(period, series, key, n)),
    ),
    ...Object.entries(cost).flatMap(([model, { reviews: asked, usd }]) => [
      row(period, 'model reviews', model, asked),
      row(period, 'model USD', model, usd),
    ]),
  ]
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
