// The form behind a one-time reset link.
'use client'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { client } from '../api-client.ts'
import { FormProblem } from '../form-problem.tsx'
import { NewPasswordInput } from '../new-password-input.tsx'
import { passwordError } from '../password-error.ts'
import { useSubmission } from '../use-submission.ts'

export function ResetForm({ token, min }: { token: string; min: number }) {
  const [done, setDone] = useState(false)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { newPassword: '' },
    validate: { newPassword: (password) => passwordError(password, min) },
  })
  const { submit, sending, problem } = useSubmission(
    form,
    ({ newPassword }) => client.resetPassword({ token, newPassword }),
    () => setDone(true),
  )

  if (done)
    return (
      <Stack gap="md">
        <Text size="sm" role="status">
          Your password is set, and every device was signed out. This link is used up.
        </Text>
        <Button component="a" href="/login" fullWidth>
          Sign in
        </Button>
      </Stack>
    )
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <NewPasswordInput
          label="New password"
          min={min}
          {...form.getInputProps('newPassword')}
          key={form.key('newPassword')}
        />
        <Button type="submit" loading={sending} fullWidth>
          Set password
        </Button>
        <Text size="sm" c="var(--lintel-soft)">
          The link works once.{' '}
          <Anchor href="/login" inherit underline="always">
            Sign in
          </Anchor>
        </Text>
      </Stack>
    </form>
  )
}
