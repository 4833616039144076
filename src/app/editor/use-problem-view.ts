// How the list of problems is looked at: what is asked for, and how it is grouped.
'use client'
import { useMemo, useState } from 'react'
import type { Finding } from '#contract/finding.ts'
import { type Filter, type Grouping, grouped, noFilter, passes } from './problem-view.ts'

export type ProblemView = ReturnType<typeof useProblemView>

export function useProblemView(all: Finding[]) {
  const [filter, setFilter] = useState<Filter>(noFilter)
  const [by, groupBy] = useState<Grouping>('file')
  const groups = useMemo(
    () =>
      grouped(
        all.filter((finding) => passes(finding, filter)),
        by,
      ),
    [all, filter, by],
  )
  const listed = useMemo(() => groups.flatMap(({ findings }) => findings), [groups])
  const ask = (change: Partial<Filter>) => setFilter((filter) => ({ ...filter, ...change }))
  return { filter, ask, forget: () => setFilter(noFilter), by, groupBy, groups, listed }
}
