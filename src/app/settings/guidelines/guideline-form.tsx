// The words of a guideline, and the files it is about.
'use client'
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { NewGuideline } from '#contract/guideline.ts'
import { FormProblem } from '../../form-problem.tsx'
import { useSubmission } from '../../use-submission.ts'
import styles from '../settings.module.css'

type Props = {
  text: string
  paths: string[]
  yes: string
  /** Said beside the button until something is typed. */
  done?: string
  save: (guideline: NewGuideline) => Promise<unknown>
  onSaved: () => void
  onLeave?: () => void
}

export function GuidelineForm({ text, paths, yes, done = '', save, onSaved, onLeave }: Props) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { text, paths: paths.join(', ') } })
  const { submit, sending, problem } = useSubmission(
    form,
    ({ text, paths }) => save({ text, paths: globsIn(paths) }),
    onSaved,
  )
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <Textarea
          label="Guideline"
          placeholder="Amounts of money are whole cents, never floats: rounding has cost us twice."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          {...form.getInputProps('text')}
          key={form.key('text')}
        />
        <TextInput
          label="Files"
          description="Paths with *, ** and ?, divided by commas, such as app/**, *.sql. Left empty, it is about every file."
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('paths')}
          key={form.key('paths')}
        />
        <Group>
          <Button type="submit" loading={sending}>
            {yes}
          </Button>
          {onLeave && (
            <Button variant="default" onClick={onLeave}>
              Cancel
            </Button>
          )}
          <p className={styles.status} role="status">
            {done}
          </p>
        </Group>
      </Stack>
    </form>
  )
}

const globsIn = (words: string): string[] =>
  words
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
