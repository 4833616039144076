// Asks for the name of a new file, and for its text if there is one to paste.
'use client'
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { languageOf } from '#contract/language.ts'
import { EditorDialog } from './editor-dialog.tsx'
import { languageNames } from './language-names.ts'
import type { Adding } from './use-add-files.ts'

export function NewFileDialog({ adding }: { adding: Adding }) {
  const { asking, stopAsking } = adding
  return (
    <EditorDialog opened={asking !== null} onClose={stopAsking} title="New file" size="lg">
      {asking && <NewFileForm adding={adding} {...asking} />}
    </EditorDialog>
  )
}

type Asked = { adding: Adding; content: string; folder: string }

function NewFileForm({ adding, content, folder }: Asked) {
  const [path, setPath] = useState(folder)
  const [text, setText] = useState(content)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [sending, setSending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setSending(true)
    const refused = await adding.add(path, text)
    setSending(false)
    setRefusal(refused)
    if (refused === null) adding.stopAsking()
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          description={languageHint(path)}
          placeholder="app/orders.py"
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          error={refusal}
          data-autofocus
          spellCheck={false}
        />
        <Textarea
          label="Code (optional)"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rows={10}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={adding.stopAsking}>
            Cancel
          </Button>
          <Button type="submit" loading={sending} disabled={path.trim() === '' || path.endsWith('/')}>
            Create file
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function languageHint(path: string): string {
  const language = languageOf(path)
  if (language) return `Will be read as ${languageNames[language]}.`
  return 'The ending tells the language: .py, .js, .ts, .go, .java'
}
