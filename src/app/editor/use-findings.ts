// The findings in reading order, the one that is looked at, and everything one can do with them.
'use client'
import { useCallbackRef } from '@mantine/hooks'
import { useCallback, useMemo, useState } from 'react'
import { type Finding, isTold, type Range } from '#contract/finding.ts'
import type { ModelAtHand } from '#contract/model.ts'
import { byName } from './by-name.ts'
import type { Target } from './code-view.tsx'
import type { Placements } from './markers.ts'
import { useDismissal } from './use-dismissal.ts'
import { useFixes } from './use-fixes.ts'
import { copyLinkTo, useLinked } from './use-linked.ts'
import { useProblemView } from './use-problem-view.ts'
import type { ActiveReview } from './use-review.ts'
import { useRuleSwitch } from './use-rule-switch.ts'
import { useTalks } from './use-talks.ts'
import { useToasts } from './use-toasts.ts'

export type Findings = ReturnType<typeof useFindings>
const NONE: Finding[] = []

type Means = {
  review: ActiveReview
  model: ModelAtHand | null
  placements: Placements
  show: (path: string) => void
}

export function useFindings({ review, model, placements, show }: Means) {
  const { run } = review
  const talks = useTalks(model)
  const [target, setTarget] = useState<Target | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  /** The finding whose card stands in the text. */
  const [onLine, setOnLine] = useState<string | null>(null)
  const [aside, setAside] = useState(false)
  const toasts = useToasts()
  const dismissal = useDismissal(review, toasts)
  const ruleSwitch = useRuleSwitch(review.projectId, toasts)
  const found = run?.review?.findings ?? NONE
  const all = useMemo(() => inReadingOrder(found.filter(isTold)), [found])
  const dismissed = useMemo(() => inReadingOrder(found.filter(({ state }) => state === 'dismissed')), [found])

  const fixes = useFixes(all, placements, toasts)
  const view = useProblemView(all)
  const { listed } = view

  const goToPlace = useCallback(
    (path: string, range: Range | null) => {
      show(path)
      setTarget({ path, range })
    },
    [show],
  )
  // The same function at each drawing, so that rows that did not change need not be drawn again.
  const goTo = useCallbackRef((finding: Finding) => {
    setSelected(finding.id)
    goToPlace(finding.path, placements.get(finding.id)?.range ?? finding.range)
  })
  const walk = useCallback(
    (step: 1 | -1) => {
      const from = listed.findIndex(({ id }) => id === selected)
      const next = from === -1 && step === -1 ? listed.length - 1 : (from + step + listed.length) % listed.length
      const finding = listed[next]
      if (finding) goTo(finding)
    },
    [listed, selected, goTo],
  )
  const fold = useCallback(() => setSelected(null), [])
  useLinked(run, all, goTo, () => setAside(true))

  const copyLink = (finding: Finding) => copyLinkTo(review, finding, toasts)
  return {
    all,
    view,
    dismissed,
    selected,
    target,
    goTo,
    goToPlace,
    walk,
    fold,
    onLine,
    unfoldLine: setOnLine,
    foldLine: () => setOnLine(null),
    ...dismissal,
    ...ruleSwitch,
    ...fixes,
    copyLink,
    talks,
    aside,
    setAside,
    toasts,
  }
}

function inReadingOrder(findings: Finding[]): Finding[] {
  const line = ({ range }: Finding) => range?.startLine ?? 0
  return findings.toSorted((a, b) => byName(a.path, b.path) || line(a) - line(b))
}
