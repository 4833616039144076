// How long something took: the median and the 95th of 100 by period, and of how many.
import type { Period, Times } from '#contract/insights.ts'
import { spanWords } from '../reviews/review-words.ts'
import { Chart } from './chart.tsx'
import { Lines } from './lines.tsx'
import { howMany, type Line, median, ninetyFifth, plain } from './series.ts'

type Props = {
  title: string
  about: string
  periods: Period[]
  of: (period: Period) => Times
  href: Line['href']
}

export function TimesChart({ title, about, periods, of, href }: Props) {
  const data = { periods, format: spanWords, lines: [median(of, href), ninetyFifth(of, href)] }
  const many = [{ line: howMany(of, href), format: plain }]
  return <Chart title={title} about={about} data={data} picture={<Lines {...data} />} more={many} />
}
