// A new password for somebody who knows the old one.
'use client'
import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../api-client.ts'
import { FormProblem } from '../form-problem.tsx'
import { NewPasswordInput } from '../new-password-input.tsx'
import { passwordError } from '../password-error.ts'
import { useSubmission } from '../use-submission.ts'
import styles from './settings.module.css'

type Props = { email: string; min: number; hasSso: boolean }

export function PasswordForm({ email, min, hasSso }: Props) {
  const queries = useQueryClient()
  const [changed, setChanged] = useState(false)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (password) => (password === '' ? 'Your current password is needed.' : null),
      newPassword: (password) => passwordError(password, min),
    },
  })
  const { submit, sending, problem } = useSubmission(form, client.changePassword, () => {
    form.reset()
    setChanged(true)
    queries.invalidateQueries({ queryKey: ['sessions'] })
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} onInput={() => setChanged(false)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        {/* Tells password managers whose password changes. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the current password' }}
          {...(hasSso && { description: 'None yet, because you sign in elsewhere? A reset link sets one.' })}
          {...form.getInputProps('currentPassword')}
          key={form.key('currentPassword')}
        />
        <NewPasswordInput
          label="New password"
          min={min}
          {...form.getInputProps('newPassword')}
          key={form.key('newPassword')}
        />
        <Group>
          <Button type="submit" loading={sending}>
            Change password
          </Button>
          <p className={styles.status} role="status">
            {changed && 'Changed. Your other sessions are ended.'}
          </p>
        </Group>
      </Stack>
    </form>
  )
}
