// Days or weeks in a row, none left out, filled with what was counted in them. Pure.
import { categories, severities } from '#contract/finding.ts'
import type { Insights, Period } from '#contract/insights.ts'
import { failureKinds, statuses } from '#contract/review.ts'
import type { Span } from './read-insights.ts'
import type { Sum, TimesSum } from './sums.ts'

const DAY_MS = 86_400_000
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The first and the last week may be cut. */
export function emptyPeriods({ from, to, step }: Span): Period[] {
  const periods: Period[] = []
  const end = Date.parse(to)
  for (let start = Date.parse(from); start <= end; ) {
    // Sunday is day 0 and ends a week.
    const last = step === 'day' ? start : start + ((7 - new Date(start).getUTCDay()) % 7) * DAY_MS
    periods.push(empty(dayOf(start), dayOf(Math.min(last, end))))
    start = last + DAY_MS
  }
  return periods
}

/** @returns how many reviews had which language, over all periods. */
export function fillPeriods(periods: Period[], sums: Sum[], times: TimesSum[]): Insights['languages'] {
  const at = new Map(periods.map((period) => [period.from, period]))
  const languages = new Map<string, number>()
  for (const { measure, period, key, n } of sums) {
    const there = at.get(period)
    if (measure === 'language') languages.set(key, (languages.get(key) ?? 0) + n)
    else if (there) count(there, measure, key, n)
  }
  for (const { measure, period, n, p50, p95 } of times) {
    const there = at.get(period)
    if (there) there[timed[measure as keyof typeof timed]] = { n, p50, p95 }
  }
  return [...languages]
    .map(([language, reviews]) => ({ language: language as Insights['languages'][number]['language'], reviews }))
    .sort((a, b) => b.reviews - a.reviews)
}

const timed = { wait: 'wait', run: 'run', 'time-to-fix': 'timeToFix' } as const
const counted = { review: 'reviews', failure: 'failures', severity: 'severities', category: 'categories' } as const

function count(period: Period, measure: string, key: string, n: number): void {
  if (measure === 'fixed' || measure === 'dismissed') period[measure] += n
  else if (measure === 'model') costOf(period, key).reviews += n
  else if (measure === 'micro-usd') costOf(period, key).usd += n / 1_000_000
  else {
    const numbers: Record<string, number> = period[counted[measure as keyof typeof counted]]
    numbers[key] = (numbers[key] ?? 0) + n
  }
}

const costOf = ({ cost }: Period, model: string) => {
  const own = cost[model] ?? { reviews: 0, usd: 0 }
  cost[model] = own
  return own
}

const zeros = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>

const empty = (from: string, to: string): Period => ({
  from,
  to,
  reviews: zeros(statuses),
  failures: zeros(failureKinds),
  wait: null,
  run: null,
  cost: {},
  severities: zeros(severities),
  categories: zeros(categories),
  fixed: 0,
  dismissed: 0,
  timeToFix: null,
})
