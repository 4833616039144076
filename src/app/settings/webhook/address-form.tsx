// Where the messages go.
'use client'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { SavedWebhook } from '#contract/webhook.ts'
import { client } from '../../api-client.ts'
import { FormProblem } from '../../form-problem.tsx'
import { useSubmission } from '../../use-submission.ts'
import styles from '../settings.module.css'

type Props = { url: string | null; onSaved: (saved: SavedWebhook) => void }

export function AddressForm({ url, onSaved }: Props) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { url: url ?? '' } })
  const [done, setDone] = useState(false)
  form.watch('url', () => setDone(false))
  const { submit, sending, problem } = useSubmission(
    form,
    (values) => client.saveWebhook({ url: values.url.trim() }),
    (saved) => {
      setDone(true)
      onSaved(saved)
    },
  )
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <TextInput
          label="Address"
          placeholder="https://example.com/lintel"
          autoComplete="off"
          inputMode="url"
          {...form.getInputProps('url')}
          key={form.key('url')}
        />
        <Group>
          <Button type="submit" loading={sending}>
            Save
          </Button>
          <p className={styles.status} role="status">
            {done && 'Saved.'}
          </p>
        </Group>
      </Stack>
    </form>
  )
}
