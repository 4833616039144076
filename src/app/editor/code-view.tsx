// One file in Monaco: where the cursor is brought to, and a finding's card between its lines.
'use client'
import { useComputedColorScheme } from '@mantine/core'
import Editor from '@monaco-editor/react'
import type { editor } from 'monaco-editor/editor'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Range } from '#contract/finding.ts'
import { codeOptions } from './code-options.ts'
import styles from './code-pane.module.css'
import { CodeSkeleton } from './code-skeleton.tsx'
import type { Cursor } from './cursor.ts'
import type { FileStore } from './file-store.ts'
import { InlineCard } from './inline-card.tsx'
import type { Placements } from './markers.ts'
import { idOf, uriOf } from './models.ts'
import { themeOf } from './themes.ts'
import type { Findings } from './use-findings.ts'
import { useGlyphClicks } from './use-glyph-clicks.ts'
import { useImproveAction } from './use-improve-action.ts'
import type { Improving } from './use-improving.ts'
import type { Group, Split } from './use-split.ts'

/** A place to bring the cursor to; a new object each time somebody asks. */
export type Target = { path: string; range: Range | null }

type Props = {
  group: Group
  path: string
  /** The file of the other group, if there is one. */
  beside: string | null
  target: Target | null
  store: FileStore
  split: Split
  findings: Findings
  placements: Placements
  improving: Improving
  minimap: boolean
  onCursor: (cursor: Cursor) => void
}

const options: editor.IStandaloneEditorConstructionOptions = {
  ...codeOptions,
  dropIntoEditor: { enabled: false },
  fixedOverflowWidgets: true,
  glyphMargin: true,
  lightbulb: { enabled: 'onCode' as editor.ShowLightbulbIconMode },
  renderLineHighlight: 'all',
  // In a shadow the menu of the text has none of the theme's colours.
  useShadowDOM: false,
}

export function CodeView({ group, path, beside, target, store, split, findings, placements, ...view }: Props) {
  const [code, setCode] = useState<editor.IStandaloneCodeEditor | null>(null)
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const isInFront = split.inFront === group
  useTarget(code, path, target)
  const greet = useEffectEvent(() => {
    // The second one has just been asked for, if it is in front; else it stood there at the last visit.
    if (group === 'right' && isInFront) code?.focus()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is there
  useEffect(() => greet(), [code])
  useGlyphClicks(code, path, findings, placements)
  useImproveAction(code, view.improving)
  useCursor(code, isInFront, view.onCursor)
  return (
    <>
      <div className={styles.view}>
        <Editor
          path={uriOf(path).toString()}
          language={idOf(path)}
          defaultValue={store.content(path)}
          theme={themeOf(scheme)}
          loading={<CodeSkeleton />}
          options={{ ...options, minimap: { enabled: view.minimap }, ariaLabel: `Code of ${path}` }}
          // The other group may show it, too.
          keepCurrentModel
          onMount={(mounted) => setCode(mounted as editor.IStandaloneCodeEditor)}
        />
      </div>
      {/* A card stands once: where somebody works, if both groups show its file. */}
      {(isInFront || beside !== path) && (
        <InlineCard code={code} path={path} findings={findings} placements={placements} />
      )}
    </>
  )
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

function useCursor(code: editor.IStandaloneCodeEditor | null, isInFront: boolean, onCursor: (cursor: Cursor) => void) {
  useEffect(() => {
    if (!isInFront) return
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
  }, [code, isInFront, onCursor])
}
