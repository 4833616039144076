// Fixes made in the text, one or all that were checked, each with a way back.
'use client'
import { useMemo, useState } from 'react'
import type { Finding } from '#contract/finding.ts'
import type { Applied, OfferedFix, TrackedFix } from './fix.ts'
import type { Placements } from './markers.ts'
import { filesIn } from './review-words.ts'
import type { Toasts } from './use-toasts.ts'

export function useFixes(all: Finding[], placements: Placements, toasts: Toasts) {
  const [applied, setApplied] = useState<ReadonlySet<string>>(new Set())
  /** What can be made with one click: it was checked, and it still fits. */
  const checked = useMemo(() => all.filter(({ id, fix }) => fix?.checked && placements.get(id)?.fix), [all, placements])

  function tell(findings: Finding[], made: Applied, words: string) {
    setApplied((before) => new Set([...before, ...findings.map(({ id }) => id)]))
    toasts.tell(words, () => {
      if (!made.undo()) toasts.complain('The text has changed since: use undo in the file itself.')
    })
  }

  async function apply(finding: Finding, offered: OfferedFix) {
    tell([finding], await make([offered.tracked]), `Applied: ${finding.fix?.title}. Review again to see it gone.`)
  }

  async function applyChecked() {
    const tracked = checked.flatMap(({ id }) => {
      const fix = placements.get(id)?.fix
      return fix ? [fix.tracked] : []
    })
    const made = await make(tracked)
    const fixes = made.count === 1 ? '1 fix' : `${made.count} fixes`
    tell(checked, made, `Applied ${fixes} in ${filesIn(made.files)}. Review again to see what is gone.`)
  }

  return { applied, checked, apply, applyChecked }
}

/** The text's engine comes along only now: this file is part of the page that is there before it. */
async function make(fixes: TrackedFix[]): Promise<Applied> {
  const { applyFixes } = await import('./fix.ts')
  return applyFixes(fixes)
}
