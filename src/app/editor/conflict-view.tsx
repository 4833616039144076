// Both versions of a file that two saved: what was saved elsewhere at the left, mine at the right. Loaded on a conflict.
'use client'
import { Button, Group, Stack, useComputedColorScheme } from '@mantine/core'
import { DiffEditor } from '@monaco-editor/react'
import { EditorDialog } from './editor-dialog.tsx'
import styles from './file-notices.module.css'
import { idOf } from './models.ts'
import { themeOf } from './themes.ts'

type Props = {
  path: string
  theirs: string
  mine: string
  onKeep: (keep: 'mine' | 'theirs') => void
  onClose: () => void
}

export function ConflictView({ path, theirs, mine, onKeep, onClose }: Props) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  return (
    <EditorDialog opened onClose={onClose} title={`Two versions of ${path}`} size="min(1400px, 96vw)">
      <Stack gap="sm">
        <Group grow className={styles.sides}>
          <span>Theirs: saved elsewhere</span>
          <span>Mine: what this page holds</span>
        </Group>
        <div className={styles.diff}>
          <DiffEditor
            original={theirs}
            modified={mine}
            language={idOf(path)}
            theme={themeOf(scheme)}
            loading="Comparing"
            onMount={(editor) => {
              // The options of the whole name neither side.
              editor.getOriginalEditor().updateOptions({ ariaLabel: `Theirs: ${path}` })
              editor.getModifiedEditor().updateOptions({ ariaLabel: `Mine: ${path}` })
            }}
            options={{
              readOnly: true,
              automaticLayout: true,
              renderSideBySide: true,
              useInlineViewWhenSpaceIsLimited: false,
              minimap: { enabled: false },
              scrollBeyondLastLine: false,
            }}
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
