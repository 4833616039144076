// Asks where a file or folder shall go, or whether it shall go for good.
'use client'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { AskToDelete } from './ask-to-delete.tsx'
import { EditorDialog } from './editor-dialog.tsx'
import { isFolder, nameOfEntry, pathOfEntry } from './file-tree-data.ts'
import { filesIn } from './review-words.ts'
import type { Entries, EntryQuestion } from './use-entries.ts'

type Props = { entries: Entries; question: EntryQuestion; paths: string[] }

export function EntryDialog({ entries, question, paths }: Props) {
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { about, value } = question

  async function attempt(deed: () => Promise<string | null>) {
    setSending(true)
    const refused = await deed()
    setSending(false)
    setRefusal(refused)
    if (refused === null) entries.stopAsking()
  }

  const title = about === 'move' ? `Rename or move ${nameOfEntry(value)}` : `Delete ${nameOfEntry(value)}?`
  const shared = { entries, value, sending, refusal, attempt }
  return (
    <EditorDialog opened onClose={entries.stopAsking} title={title}>
      {about === 'move' ? <Move {...shared} /> : <Remove {...shared} paths={paths} />}
    </EditorDialog>
  )
}

type Asked = {
  entries: Entries
  value: string
  sending: boolean
  refusal: string | null
  attempt: (deed: () => Promise<string | null>) => Promise<void>
}

function Move({ entries, value, sending, refusal, attempt }: Asked) {
  const [to, setTo] = useState(pathOfEntry(value))
  function submit(event: FormEvent) {
    event.preventDefault()
    void attempt(() => entries.move(value, to))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Path"
          description={
            isFolder(value)
              ? 'Everything in the folder goes with it.'
              : 'A slash puts it into a folder, as in app/orders.py'
          }
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={refusal}
          data-autofocus
          spellCheck={false}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={entries.stopAsking}>
            Cancel
          </Button>
          <Button type="submit" loading={sending} disabled={to.trim() === ''}>
            Move
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Remove({ entries, value, sending, refusal, attempt, paths }: Asked & { paths: string[] }) {
  const files = filesIn(paths.filter((path) => path.startsWith(value)).length)
  const what = isFolder(value) ? `The folder ${pathOfEntry(value)} and the ${files} in it are` : `${value} is`
  return (
    <AskToDelete
      words={`${what} deleted from the project. This cannot be undone; reviews keep the code they were about.`}
      yes="Delete"
      problem={refusal}
      sending={sending}
      onCancel={entries.stopAsking}
      onDelete={() => void attempt(() => entries.remove(value))}
    />
  )
}
