// A text to take along: in a field that selects itself, with a button that copies.
'use client'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'

export function Copyable({ label, text }: { label: string; text: string }) {
  const { copy, copied, error } = useClipboard({ timeout: 2000 })
  return (
    <div>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label={label}
          value={text}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          style={{ flex: 1, minWidth: 0 }}
        />
        <Button variant="default" miw={92} onClick={() => copy(text)} aria-label={`Copy: ${label}`}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </Group>
      {/* Browsers let a page copy on https and localhost only. */}
      {error && (
        <Text size="sm" role="alert" mt={4}>
          This browser does not let the page copy: select the text and copy it with the keyboard.
        </Text>
      )}
    </div>
  )
}
