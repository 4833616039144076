// What a chart is drawn from: numbers by period and name, each with the address of the list that it counts.
import type { Period, Times } from '#contract/insights.ts'

export type Span = Pick<Period, 'from' | 'to'>
export type Line = { name: string; color: string; of: (period: Period) => number | null; href: (span: Span) => string }

export type ChartData = { periods: Period[]; lines: Line[]; format: (value: number) => string }

export const plain = (value: number) => value.toLocaleString('en')

type Scope = { projectId?: string }

/** Of one chart's period: where its list is. */
export const listAt =
  (path: '/reviews' | '/findings', scope: Scope, more: Record<string, string> = {}) =>
  ({ from, to }: Span) =>
    `${path}?${new URLSearchParams({ ...scope, ...more, from, to })}`

export const median = (of: (period: Period) => Times, href: Line['href']): Line => ({
  name: 'Median',
  color: 'var(--lintel-low)',
  of: (period) => of(period)?.p50 ?? null,
  href,
})
export const ninetyFifth = (of: (period: Period) => Times, href: Line['href']): Line => ({
  name: '95th of 100',
  color: 'var(--lintel-high)',
  of: (period) => of(period)?.p95 ?? null,
  href,
})
/** How many a median is taken of; told in the table alone. */
export const howMany = (of: (period: Period) => Times, href: Line['href']): Line => ({
  name: 'Of',
  color: 'transparent',
  of: (period) => of(period)?.n ?? 0,
  href,
})

export const periodWords = ({ from, to }: Span) => (from === to ? from : `${from} to ${to}`)
