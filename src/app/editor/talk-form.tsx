// What to ask the model about a finding: to explain it, or a question in one's own words.
'use client'
import { Button, Group, Textarea } from '@mantine/core'
import type { FormEvent, KeyboardEvent } from 'react'
import styles from './talk.module.css'

type Props = {
  isFirst: boolean
  question: string
  onType: (question: string) => void
  ask: (question?: string) => void
}

export function TalkForm({ isFirst, question, onType, ask }: Props) {
  const words = question.trim()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (words) ask(words)
  }
  function onKey(event: KeyboardEvent) {
    const { key, shiftKey, ctrlKey, metaKey, nativeEvent } = event
    if (key === 'Enter' && !shiftKey && !ctrlKey && !metaKey && !nativeEvent.isComposing) submit(event)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        label={isFirst ? 'A question about this finding' : 'Another question'}
        description="The code around it goes to the model, with its secrets hidden."
        maxLength={2000}
        value={question}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <Group gap="xs">
        <Button type="submit" size="compact-sm" disabled={words === ''}>
          Ask
        </Button>
        {isFirst && (
          <Button size="compact-sm" variant="default" onClick={() => ask()}>
            Explain
          </Button>
        )}
      </Group>
    </form>
  )
}
