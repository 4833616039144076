// Asks before something that cannot be taken back, does it, and has the list it changed fetched again.
'use client'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { EditorDialog } from '../editor/editor-dialog.tsx'
import { Trouble } from './trouble.tsx'

export type Question = { title: string; words: string; yes: string; act: () => Promise<unknown> }

export function useConfirm(queryKey: string) {
  const queries = useQueryClient()
  // Kept while the dialog fades, so that it does not empty before it is gone.
  const [question, setQuestion] = useState<Question | null>(null)
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  const deed = useMutation({
    mutationFn: (act: Question['act']) => act(),
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: [queryKey] }),
  })

  function ask(next: Question) {
    deed.reset()
    setQuestion(next)
    setOpened(true)
  }

  const dialog = (
    <EditorDialog opened={opened} onClose={close} title={question?.title ?? ''}>
      {question && (
        <Stack>
          {deed.error && <Trouble error={deed.error} />}
          <Text size="sm">{question.words}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button loading={deed.isPending} onClick={() => deed.mutate(question.act)}>
              {question.yes}
            </Button>
          </Group>
        </Stack>
      )}
    </EditorDialog>
  )
  return { ask, dialog }
}
