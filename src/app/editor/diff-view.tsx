// Two versions of a file beside each other, neither to be changed here. Loaded when somebody compares.
'use client'
import { useComputedColorScheme } from '@mantine/core'
import { DiffEditor } from '@monaco-editor/react'
import type { editor } from 'monaco-editor/editor'
import { useState } from 'react'
import { codeOptions } from './code-options.ts'
import { CodeSkeleton } from './code-skeleton.tsx'
import styles from './diff-view.module.css'
import { idOf } from './models.ts'
import { themeOf } from './themes.ts'

/** `name` is short, for screen readers too; `words` stand above. */
type Side = { name: string; words: string; text: string }
type Props = { path: string; left: Side; right: Side }

/** Two columns of code need that much room, in pixels. */
const SIDE_BY_SIDE = 700

export function DiffView({ path, left, right }: Props) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const [options] = useState(diffOptions)
  return (
    <div>
      <div className={styles.sides}>
        <span>{left.words}</span>
        <span>{right.words}</span>
      </div>
      <div className={styles.diff}>
        <DiffEditor
          original={left.text}
          modified={right.text}
          language={idOf(path)}
          theme={themeOf(scheme)}
          loading={<CodeSkeleton />}
          options={options}
          keepCurrentOriginalModel
          keepCurrentModifiedModel
          onMount={(mounted) => {
            const diff = mounted as editor.IStandaloneDiffEditor
            nameSides(diff, `${left.name}: ${path}`, `${right.name}: ${path}`)
            forgetTexts(diff)
          }}
        />
      </div>
    </div>
  )
}

const diffOptions = (): editor.IDiffEditorConstructionOptions => ({
  ...codeOptions,
  readOnly: true,
  renderSideBySide: window.innerWidth >= SIDE_BY_SIDE,
  useInlineViewWhenSpaceIsLimited: false,
  minimap: { enabled: false },
})

/** Only now: the diff editor overwrites both names with nothing when it is made, whatever its options say. */
function nameSides(diff: editor.IStandaloneDiffEditor, left: string, right: string) {
  diff.getOriginalEditor().updateOptions({ ariaLabel: left })
  diff.getModifiedEditor().updateOptions({ ariaLabel: right })
}

/** With the editor and not before it, as the wrapper would: Monaco takes that for a mistake. */
function forgetTexts(diff: editor.IStandaloneDiffEditor) {
  const texts = diff.getModel()
  diff.onDidDispose(() =>
    queueMicrotask(() => {
      texts?.original.dispose()
      texts?.modified.dispose()
    }),
  )
}
