// The lightbulb's way to a finding's card in the text.
'use client'
import { useEffect, useEffectEvent } from 'react'
import { offerCodeActions } from './code-actions.ts'
import { findingsBetween } from './findings-between.ts'
import type { Placements } from './markers.ts'
import type { Findings } from './use-findings.ts'

export function useCodeActions(findings: Findings, placements: Placements) {
  const between = useEffectEvent((path: string, first: number, last: number) =>
    findingsBetween(findings.all, placements, { path, first, last }),
  )
  const open = useEffectEvent((id: string) => findings.unfoldLine(id))
  useEffect(() => {
    const actions = offerCodeActions(
      (...where) => between(...where),
      (id) => open(id),
    )
    return () => actions.dispose()
  }, [])
}
