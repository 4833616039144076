// Which files to review together.
'use client'
import { Button, Checkbox, Group, Modal, ScrollArea, Stack } from '@mantine/core'
import { useState } from 'react'
import { filesIn } from './review-words.ts'
import styles from './top-bar.module.css'

type Props = { paths: string[]; onReview: (paths: string[]) => void; onClose: () => void }

export function ChooseFilesDialog({ paths, onReview, onClose }: Props) {
  const [chosen, setChosen] = useState<string[]>([])
  const all = chosen.length === paths.length
  return (
    <Modal.Root opened onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.dialogHead}>
          <Modal.Title>Review which files?</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          <Stack gap="sm">
            <Checkbox
              data-autofocus
              label={`All ${paths.length}`}
              checked={all}
              indeterminate={chosen.length > 0 && !all}
              onChange={() => setChosen(all ? [] : paths)}
            />
            <ScrollArea.Autosize mah="50dvh" type="auto">
              <Checkbox.Group aria-label="Files" value={chosen} onChange={setChosen}>
                <Stack gap="xs">
                  {paths.map((path) => (
                    <Checkbox key={path} value={path} label={path} />
                  ))}
                </Stack>
              </Checkbox.Group>
            </ScrollArea.Autosize>
            <Group justify="flex-end">
              <Button disabled={chosen.length === 0} onClick={() => onReview(chosen)}>
                {chosen.length === 0 ? 'Review' : `Review ${filesIn(chosen.length)}`}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
