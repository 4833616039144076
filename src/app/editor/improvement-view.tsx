// What the model would make of a piece of code, beside what is there: to be applied or not.
'use client'
import { Button, Group, Stack } from '@mantine/core'
import { applyEdits } from '#contract/apply-edits.ts'
import type { Improved } from '#contract/model.ts'
import { DiffView } from './diff-view.tsx'
import { ModelText } from './model-text.tsx'
import styles from './talk.module.css'
import type { Piece } from './use-improving.ts'

type Props = { piece: Piece; improved: Improved; onApply: () => void; onDiscard: () => void }

export function ImprovementView({ piece: { path, content }, improved, onApply, onDiscard }: Props) {
  const { edits, summary, checked } = improved
  const text = applyEdits(content, edits)
  if (edits.length === 0 || text === null)
    return (
      <Stack fz="sm">
        <p className={styles.waiting} role="status">
          The model would change nothing here.
        </p>
        {summary && <ModelText text={summary} />}
        <Group justify="flex-end">
          <Button onClick={onDiscard} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    )
  return (
    <Stack gap="sm" fz="sm">
      {summary && <ModelText text={summary} />}
      <DiffView
        path={path}
        left={{ name: 'Now', words: 'As it is now', text: content }}
        right={{ name: 'Improved', words: 'As the model would have it', text }}
      />
      <Group justify="flex-end">
        <p className={styles.verdict} data-checked={checked || undefined}>
          {checked
            ? 'Checked: it parses, and no analyser finds anything new.'
            : 'Not confirmed: it may not parse, or an analyser finds something new in it.'}
        </p>
        <Button variant="default" onClick={onDiscard}>
          Discard
        </Button>
        <Button onClick={onApply} data-autofocus>
          Apply
        </Button>
      </Group>
    </Stack>
  )
}
