// Makes an invitation, and shows its link this once.
'use client'
import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OneTimeLink } from '#contract/admin.ts'
import { client } from '../../api-client.ts'
import { FormProblem } from '../../form-problem.tsx'
import styles from '../../settings/settings.module.css'
import { useSubmission } from '../../use-submission.ts'
import { OneTimeLinkField } from '../one-time-link.tsx'

export function NewInvitation() {
  const queries = useQueryClient()
  const [link, setLink] = useState<OneTimeLink | null>(null)
  const form = useForm({ mode: 'uncontrolled', initialValues: { note: '' } })
  const { submit, sending, problem } = useSubmission(
    form,
    ({ note }) => client.createInvitation(note.trim() ? { note: note.trim() } : {}),
    (made) => {
      form.reset()
      setLink(made)
      queries.invalidateQueries({ queryKey: ['invitations'] })
    },
  )

  if (link)
    return (
      <Stack gap="md">
        <OneTimeLinkField label="Invitation link" link={link} />
        <div>
          <Button variant="default" onClick={() => setLink(null)}>
            Done
          </Button>
        </div>
      </Stack>
    )
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <TextInput
          label="For whom (optional)"
          description="A note for you; the person invited does not see it."
          autoComplete="off"
          maxLength={200}
          {...form.getInputProps('note')}
          key={form.key('note')}
        />
        <div>
          <Button type="submit" loading={sending}>
            Create invitation
          </Button>
        </div>
      </Stack>
    </form>
  )
}
