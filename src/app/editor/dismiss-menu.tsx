// Dismiss: one of the usual reasons, or another in a few words.
'use client'
import { Button, Menu, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { usualReasons } from '#contract/finding.ts'
import { usualWords } from './dismiss-reasons.ts'
import styles from './finding-card.module.css'

export function DismissMenu({ disabled, onDismiss }: { disabled: boolean; onDismiss: (reason: string) => void }) {
  const [writing, setWriting] = useState(false)
  if (writing) return <OwnReason onDismiss={onDismiss} onLeave={() => setWriting(false)} />
  return (
    <Menu position="bottom-start" withInitialFocusPlaceholder={false} disabled={disabled}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          title={disabled ? 'Possible once the review has ended' : undefined}
          rightSection={<IconChevronDown size={14} />}
        >
          Dismiss
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {usualReasons.map((reason) => (
          <Menu.Item key={reason} onClick={() => onDismiss(reason)}>
            {usualWords[reason]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => setWriting(true)}>For another reason…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function OwnReason({ onDismiss, onLeave }: { onDismiss: (reason: string) => void; onLeave: () => void }) {
  const [reason, setReason] = useState('')
  function send(event: FormEvent) {
    event.preventDefault()
    if (reason.trim()) onDismiss(reason.trim())
  }
  return (
    <form className={styles.reason} onSubmit={send} onKeyDown={(event) => event.key === 'Escape' && onLeave()}>
      <TextInput
        size="xs"
        label="Why is it none?"
        data-autofocus
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-sm" disabled={!reason.trim()}>
        Dismiss
      </Button>
      <Button size="compact-sm" variant="default" onClick={onLeave}>
        Keep it
      </Button>
    </form>
  )
}
