// The name others see.
'use client'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { client } from '../api-client.ts'
import { FormProblem } from '../form-problem.tsx'
import { useSubmission } from '../use-submission.ts'
import styles from './settings.module.css'

export function ProfileForm({ name }: { name: string | null }) {
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: name ?? '' } })
  form.watch('name', () => setSaved(false))
  const { submit, sending, problem } = useSubmission(
    form,
    (values) => client.saveProfile({ name: values.name.trim() || null }),
    () => {
      setSaved(true)
      router.refresh() // the menu at the top names the person too
    },
  )
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <TextInput
          label="Name"
          description="Left empty, your e-mail address is shown."
          autoComplete="name"
          maxLength={100}
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <Group>
          <Button type="submit" loading={sending}>
            Save
          </Button>
          <p className={styles.status} role="status">
            {saved && 'Saved.'}
          </p>
        </Group>
      </Stack>
    </form>
  )
}
