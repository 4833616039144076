// The findings in reading order, the one that is looked at, and the way from one to the next.
'use client'
import { useCallback, useMemo, useState } from 'react'
import { type Finding, isTold } from '#contract/finding.ts'
import type { Target } from './code-pane.tsx'
import type { Placements } from './markers.ts'
import type { Run } from './review-run.ts'

export type Findings = ReturnType<typeof useFindings>
const NONE: Finding[] = []

export function useFindings(run: Run | null, placements: Placements, show: (path: string) => void) {
  const [target, setTarget] = useState<Target | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const found = run?.review?.findings ?? NONE
  const all = useMemo(() => inReadingOrder(found), [found])

  const goTo = useCallback(
    (finding: Finding) => {
      setSelected(finding.id)
      show(finding.path)
      setTarget({ path: finding.path, range: placements.get(finding.id)?.range ?? finding.range })
    },
    [placements, show],
  )
  const walk = useCallback(
    (step: 1 | -1) => {
      const from = all.findIndex(({ id }) => id === selected)
      const next = from === -1 && step === -1 ? all.length - 1 : (from + step + all.length) % all.length
      const finding = all[next]
      if (finding) goTo(finding)
    },
    [all, selected, goTo],
  )
  const fold = useCallback(() => setSelected(null), [])

  return { all, selected, target, goTo, walk, fold }
}

function inReadingOrder(findings: Finding[]): Finding[] {
  const line = ({ range }: Finding) => range?.startLine ?? 0
  return findings.filter(isTold).toSorted((a, b) => a.path.localeCompare(b.path) || line(a) - line(b))
}
