// The text itself: Monaco on the active file, with the findings on its lines. Loaded in the browser only.
'use client'
import { useComputedColorScheme } from '@mantine/core'
import Editor from '@monaco-editor/react'
import type { editor } from 'monaco-editor/editor'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Range } from '#contract/finding.ts'
import { CodeSkeleton } from './code-skeleton.tsx'
import type { FileInfo, FileStore } from './file-store.ts'
import { InlineCard } from './inline-card.tsx'
import { createMarkers, type Placements } from './markers.ts'
import { idOf, uriOf, useModels } from './models.ts'
import { themeOf } from './themes.ts'
import { useCardOpeners } from './use-card-openers.ts'
import type { Findings } from './use-findings.ts'
import './markers.css'

/** A place to bring the cursor to; a new object each time somebody asks. */
export type Target = { path: string; range: Range | null }
export type Cursor = { line: number; column: number }

type Props = {
  store: FileStore
  list: FileInfo[]
  path: string
  findings: Findings
  placements: Placements
  sent: ReadonlyMap<string, string> | null
  onPlaced: (placements: Placements) => void
  onCursor: (cursor: Cursor) => void
}

const options: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  dropIntoEditor: { enabled: false },
  fixedOverflowWidgets: true,
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13,
  glyphMargin: true,
  lightbulb: { enabled: 'onCode' as editor.ShowLightbulbIconMode },
  lineHeight: 20,
  minimap: { enabled: false },
  padding: { top: 8, bottom: 8 },
  renderFinalNewline: 'on',
  renderLineHighlight: 'all',
  scrollBeyondLastLine: false,
}

export function CodePane({ store, list, path, findings, placements, sent, onPlaced, onCursor }: Props) {
  const [code, setCode] = useState<editor.IStandaloneCodeEditor | null>(null)
  const [markers] = useState(() => createMarkers(onPlaced))
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const typed = useSettled(markers.refresh)
  useModels(store, list, typed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that has just come may be the one a finding waits for
  useEffect(() => markers.show(findings.all, sent), [markers, findings.all, sent, list])
  useTarget(code, path, findings.target)
  useCardOpeners(code, path, findings, placements)
  useCursor(code, onCursor)
  return (
    <>
      <Editor
        path={uriOf(path).toString()}
        language={idOf(path)}
        defaultValue={store.content(path)}
        theme={themeOf(scheme)}
        loading={<CodeSkeleton />}
        options={{ ...options, ariaLabel: `Code of ${path}` }}
        onMount={(mounted) => setCode(mounted as editor.IStandaloneCodeEditor)}
      />
      <InlineCard code={code} path={path} findings={findings} placements={placements} />
    </>
  )
}

/** Runs the task once typing has paused for a moment. */
function useSettled(task: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(task, 120)
  }, [task])
}

function useTarget(code: editor.IStandaloneCodeEditor | null, path: string, target: Target | null) {
  const reached = useRef<Target | null>(null)
  useEffect(() => {
    if (!code || !target || target.path !== path || reached.current === target) return
    reached.current = target
    if (target.range) {
      const position = { lineNumber: target.range.startLine, column: target.range.startColumn }
      code.setPosition(position)
      code.revealPositionInCenterIfOutsideViewport(position)
    }
    code.focus()
  }, [code, path, target])
}

function useCursor(code: editor.IStandaloneCodeEditor | null, onCursor: (cursor: Cursor) => void) {
  useEffect(() => {
    const tell = () => {
      const { lineNumber: line, column } = code?.getPosition() ?? { lineNumber: 1, column: 1 }
      onCursor({ line, column })
    }
    // It may have been brought somewhere already, and each file has a place of its own.
    tell()
    const subscriptions = [code?.onDidChangeCursorPosition(tell), code?.onDidChangeModel(tell)]
    return () => {
      for (const subscription of subscriptions) subscription?.dispose()
    }
  }, [code, onCursor])
}
