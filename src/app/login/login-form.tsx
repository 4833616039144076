// The sign-in form: two fields, and plain words when it does not work.
'use client'
import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import Link from 'next/link'
import { client } from '../api-client.ts'
import { FormProblem } from '../form-problem.tsx'
import { useSubmission } from '../use-submission.ts'

export function LoginForm({ next, canRegister }: { next: string; canRegister: boolean }) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.trim() === '' ? 'Your e-mail is needed.' : null),
      password: (password) => (password === '' ? 'Your password is needed.' : null),
    },
  })
  const { submit, sending, problem } = useSubmission(form, client.login, next)
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps('email')}
          key={form.key('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        <Button type="submit" loading={sending} fullWidth>
          Sign in
        </Button>
        {canRegister && (
          <Text size="sm" c="var(--lintel-soft)">
            No account yet?{' '}
            <Anchor component={Link} href={{ pathname: '/register', query: { next } }} inherit underline="always">
              Register
            </Anchor>
          </Text>
        )}
        <Text size="sm" c="var(--lintel-soft)">
          Forgot your password? Ask the administrator of this instance for a reset link.
        </Text>
      </Stack>
    </form>
  )
}
