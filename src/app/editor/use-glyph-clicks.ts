// The sign in the margin as the way to a finding's card in the text.
'use client'
import type { editor } from 'monaco-editor/editor'
import { useEffect, useEffectEvent } from 'react'
import { findingsBetween } from './findings-between.ts'
import type { Placements } from './markers.ts'
import { monaco } from './monaco.ts'
import type { Findings } from './use-findings.ts'

export function useGlyphClicks(
  code: editor.IStandaloneCodeEditor | null,
  path: string,
  findings: Findings,
  placements: Placements,
) {
  /** A second click on the same sign goes on to the next finding of that line, and after the last one folds. */
  const clicked = useEffectEvent((line: number) => {
    const here = findingsBetween(findings.all, placements, { path, first: line, last: line })
    const next = here[here.findIndex(({ id }) => id === findings.onLine) + 1]
    if (next) findings.unfoldLine(next.id)
    else findings.foldLine()
  })
  useEffect(() => {
    const subscription = code?.onMouseDown(({ target: { type, position } }) => {
      if (type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN && position) clicked(position.lineNumber)
    })
    return () => subscription?.dispose()
  }, [code])
}
