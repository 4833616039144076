// Both versions of a file that two saved: what was saved elsewhere at the left, mine at the right. Loaded on a conflict.
'use client'
import { Button, Group, Stack } from '@mantine/core'
import { DiffView } from './diff-view.tsx'
import { EditorDialog } from './editor-dialog.tsx'

type Props = {
  path: string
  theirs: string
  mine: string
  onKeep: (keep: 'mine' | 'theirs') => void
  onClose: () => void
}

export function ConflictView({ path, theirs, mine, onKeep, onClose }: Props) {
  return (
    <EditorDialog opened onClose={onClose} title={`Two versions of ${path}`} size="min(1400px, 96vw)">
      <Stack gap="sm">
        <DiffView
          path={path}
          left={{ name: 'Theirs', words: 'Theirs: saved elsewhere', text: theirs }}
          right={{ name: 'Mine', words: 'Mine: what this page holds', text: mine }}
        />
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
