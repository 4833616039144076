// The registration form; what a password must be is said before it is typed.
'use client'
import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import Link from 'next/link'
import { MAX_PASSWORD } from '#contract/account.ts'
import { client } from '../api-client.ts'
import { FormProblem } from '../form-problem.tsx'
import { useSubmission } from '../use-submission.ts'

type Values = { name: string; email: string; password: string }

export function RegisterForm({ next, passwordMinLength }: { next: string; passwordMinLength: number }) {
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Enter an e-mail address.'),
      password: (password) => passwordError(password, passwordMinLength),
    },
  })
  const { submit, sending, problem } = useSubmission(form, register, next)
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <TextInput label="Name (optional)" autoComplete="name" {...form.getInputProps('name')} key={form.key('name')} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
          key={form.key('email')}
        />
        <PasswordInput
          label="Password"
          description={`At least ${passwordMinLength} characters; a few unrelated words are easy to remember.`}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        <Button type="submit" loading={sending} fullWidth>
          Create account
        </Button>
        <Text size="sm" c="var(--lintel-soft)">
          Have an account?{' '}
          <Anchor component={Link} href={{ pathname: '/login', query: { next } }} inherit underline="always">
            Sign in
          </Anchor>
        </Text>
      </Stack>
    </form>
  )
}

const register = ({ name, ...rest }: Values) => client.register(name.trim() ? { ...rest, name: name.trim() } : rest)

/** Characters, not UTF-16 units, as the server counts them. */
function passwordError(password: string, min: number): string | null {
  const length = [...password].length
  if (length < min) return `${length} of at least ${min} characters.`
  return length > MAX_PASSWORD ? `A password may have at most ${MAX_PASSWORD} characters.` : null
}
