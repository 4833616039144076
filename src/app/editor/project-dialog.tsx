// The questions about a project as a whole: its name, whether it shall go, and what to bring into it.
'use client'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { wordsOf } from '../words.ts'
import { AskToDelete } from './ask-to-delete.tsx'
import { EditorDialog } from './editor-dialog.tsx'
import { ImportForm } from './import-form.tsx'
import { filesIn } from './review-words.ts'
import type { ProjectQuestion, Projects } from './use-projects.ts'

const titles: Record<ProjectQuestion, string> = {
  create: 'New project',
  rename: 'Rename this project',
  delete: 'Delete this project?',
  import: 'Import files',
}

export function ProjectDialog({ projects, question }: { projects: Projects; question: ProjectQuestion }) {
  return (
    <EditorDialog opened onClose={projects.stopAsking} title={titles[question]}>
      {question === 'create' && <NameForm projects={projects} name="" yes="Create project" act={projects.create} />}
      {question === 'rename' && (
        <NameForm projects={projects} name={projects.project.name} yes="Rename" act={projects.rename} />
      )}
      {question === 'delete' && <Remove projects={projects} />}
      {question === 'import' && <ImportForm importing={projects.importing} onDone={projects.stopAsking} />}
    </EditorDialog>
  )
}

type NameProps = { projects: Projects; name: string; yes: string; act: (name: string) => Promise<unknown> }

function NameForm({ projects, name, yes, act }: NameProps) {
  const [value, setValue] = useState(name)
  const { sending, refusal, attempt } = useAttempt(projects)
  function submit(event: FormEvent) {
    event.preventDefault()
    void attempt(() => act(value.trim()))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={100}
          value={value}
          error={refusal}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={projects.stopAsking}>
            Cancel
          </Button>
          <Button type="submit" loading={sending} disabled={value.trim() === ''}>
            {yes}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Remove({ projects }: { projects: Projects }) {
  const { data, error } = useQuery({ queryKey: ['project-amounts'], queryFn: projects.amounts, gcTime: 0 })
  const { sending, refusal, attempt } = useAttempt(projects)
  const words = data
    ? `${data.name} goes with its ${filesIn(data.files)}, its ${reviewsIn(data.reviews)} and what was said about their findings. This cannot be undone.`
    : 'Counting what goes with it'
  return (
    <AskToDelete
      words={words}
      yes="Delete project"
      problem={refusal ?? (error && wordsOf(error))}
      sending={sending}
      disabled={!data}
      onCancel={projects.stopAsking}
      onDelete={() => void attempt(projects.remove)}
    />
  )
}

const reviewsIn = (count: number) => (count === 1 ? '1 review' : `${count} reviews`)

function useAttempt(projects: Projects) {
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  async function attempt(deed: () => Promise<unknown>) {
    setSending(true)
    try {
      await deed()
      projects.stopAsking()
    } catch (error) {
      setRefusal(wordsOf(error))
    }
    setSending(false)
  }
  return { sending, refusal, attempt }
}
