// "Improve with the model" in the menu of the text, for what is chosen there or for the whole file.
'use client'
import type { editor } from 'monaco-editor/editor'
import { useEffect, useEffectEvent } from 'react'
import { pathOf } from './models.ts'
import { selectedLines } from './selected-lines.ts'
import { IMPROVE, type Improving } from './use-improving.ts'

export function useImproveAction(code: editor.IStandaloneCodeEditor | null, improving: Improving) {
  const ask = useEffectEvent(improving.ask)
  const possible = improving.model !== null
  useEffect(() => {
    if (!possible) return
    const action = code?.addAction({
      id: 'lintel.improve',
      label: IMPROVE,
      contextMenuGroupId: '1_modification',
      run: (code) => {
        const model = code.getModel()
        if (model) ask(pathOf(model.uri), selectedLines(code))
      },
    })
    return () => action?.dispose()
  }, [code, possible])
}
