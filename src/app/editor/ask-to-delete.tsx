// The question before something goes for good: what goes with it, why it could not, and the two ways out.
'use client'
import { Button, Group, Stack, Text } from '@mantine/core'

type Props = {
  /** What goes. */
  words: string
  yes: string
  problem: string | null
  sending: boolean
  disabled?: boolean
  onCancel: () => void
  onDelete: () => void
}

export function AskToDelete({ words, yes, problem, sending, disabled = false, onCancel, onDelete }: Props) {
  return (
    <Stack>
      <Text size="sm">{words}</Text>
      {problem && (
        <Text size="sm" role="alert" c="var(--lintel-critical)">
          {problem}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} data-autofocus>
          Cancel
        </Button>
        <Button loading={sending} disabled={disabled} onClick={onDelete}>
          {yes}
        </Button>
      </Group>
    </Stack>
  )
}
