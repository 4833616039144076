// Both versions of a file that two saved: what was saved elsewhere at the left, mine at the right. Loaded on a conflict.
'use client'
import { Button, Group, Stack, useComputedColorScheme } from '@mantine/core'
import { DiffEditor } from '@monaco-editor/react'
import type { editor } from 'monaco-editor/editor'
import { useState } from 'react'
import { codeOptions } from './code-options.ts'
import { CodeSkeleton } from './code-skeleton.tsx'
import styles from './conflict-view.module.css'
import { EditorDialog } from './editor-dialog.tsx'
import { idOf } from './models.ts'
import { themeOf } from './themes.ts'

type Props = {
  path: string
  theirs: string
  mine: string
  onKeep: (keep: 'mine' | 'theirs') => void
  onClose: () => void
}

/** Two columns of code need that much room, in pixels. */
const SIDE_BY_SIDE = 700

export function ConflictView({ path, theirs, mine, onKeep, onClose }: Props) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const [options] = useState(diffOptions)
  return (
    <EditorDialog opened onClose={onClose} title={`Two versions of ${path}`} size="min(1400px, 96vw)">
      <Stack gap="sm">
        <div className={styles.sides}>
          <span>Theirs: saved elsewhere</span>
          <span>Mine: what this page holds</span>
        </div>
        <div className={styles.diff}>
          <DiffEditor
            original={theirs}
            modified={mine}
            language={idOf(path)}
            theme={themeOf(scheme)}
            loading={<CodeSkeleton />}
            options={options}
            onMount={(diff) => nameSides(diff as editor.IStandaloneDiffEditor, path)}
          />
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onKeep('theirs')}>
            Take theirs
          </Button>
          <Button onClick={() => onKeep('mine')}>Keep mine</Button>
        </Group>
      </Stack>
    </EditorDialog>
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
function nameSides(diff: editor.IStandaloneDiffEditor, path: string) {
  diff.getOriginalEditor().updateOptions({ ariaLabel: `Theirs: ${path}` })
  diff.getModifiedEditor().updateOptions({ ariaLabel: `Mine: ${path}` })
}
