// The findings in reading order, the one that is looked at, and everything one can do with them.
'use client'
import { useCallback, useMemo, useState } from 'react'
import { type Finding, isTold, type Range } from '#contract/finding.ts'
import type { Target } from './code-pane.tsx'
import type { Placements } from './markers.ts'
import { useDismissal } from './use-dismissal.ts'
import { copyLinkTo, useLinked } from './use-linked.ts'
import type { ActiveReview } from './use-review.ts'
import { useToasts } from './use-toasts.ts'

export type Findings = ReturnType<typeof useFindings>
const NONE: Finding[] = []

export function useFindings(review: ActiveReview, placements: Placements, show: (path: string) => void) {
  const { run } = review
  const [target, setTarget] = useState<Target | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const [aside, setAside] = useState(false)
  const toasts = useToasts()
  const dismissal = useDismissal(review, toasts)
  const found = run?.review?.findings ?? NONE
  const all = useMemo(() => inReadingOrder(found.filter(isTold)), [found])
  const dismissed = useMemo(() => inReadingOrder(found.filter(({ state }) => state === 'dismissed')), [found])

  const goToPlace = useCallback(
    (path: string, range: Range | null) => {
      show(path)
      setTarget({ path, range })
    },
    [show],
  )
  const goTo = useCallback(
    (finding: Finding) => {
      setSelected(finding.id)
      goToPlace(finding.path, placements.get(finding.id)?.range ?? finding.range)
    },
    [placements, goToPlace],
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
  useLinked(run, all, goTo, () => setAside(true))

  const copyLink = (finding: Finding) => copyLinkTo(run, finding, toasts)
  return {
    all,
    dismissed,
    selected,
    target,
    goTo,
    goToPlace,
    walk,
    fold,
    ...dismissal,
    copyLink,
    aside,
    setAside,
    toasts,
  }
}

function inReadingOrder(findings: Finding[]): Finding[] {
  const line = ({ range }: Finding) => range?.startLine ?? 0
  return findings.toSorted((a, b) => a.path.localeCompare(b.path) || line(a) - line(b))
}
