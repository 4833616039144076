// The ways to a finding's card in the text: its sign in the margin, and the lightbulb on its line.
'use client'
import type { editor } from 'monaco-editor/editor'
import { useEffect, useEffectEvent } from 'react'
import { offerCodeActions } from './code-actions.ts'
import type { Placements } from './markers.ts'
import { monaco } from './monaco.ts'
import type { Findings } from './use-findings.ts'

export function useCardOpeners(
  code: editor.IStandaloneCodeEditor | null,
  path: string,
  findings: Findings,
  placements: Placements,
) {
  const between = useEffectEvent((file: string, first: number, last: number) =>
    findings.all.filter((finding) => {
      const range = placements.get(finding.id)?.range
      return finding.path === file && range && range.startLine <= last && range.endLine >= first
    }),
  )
  /** A second click on the same sign goes on to the next finding of that line, and after the last one folds. */
  const clicked = useEffectEvent((line: number) => {
    const here = between(path, line, line)
    const next = here[here.findIndex(({ id }) => id === findings.onLine) + 1]
    if (next) findings.unfoldLine(next.id)
    else findings.foldLine()
  })
  const open = useEffectEvent((id: string) => findings.unfoldLine(id))

  useEffect(() => {
    const actions = offerCodeActions(
      (...where) => between(...where),
      (id) => open(id),
    )
    return () => actions.dispose()
  }, [])
  useEffect(() => {
    const subscription = code?.onMouseDown(({ target: { type, position } }) => {
      if (type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN && position) clicked(position.lineNumber)
    })
    return () => subscription?.dispose()
  }, [code])
}
