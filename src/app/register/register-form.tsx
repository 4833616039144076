// The registration form; what a password must be is said before it is typed.
'use client'
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import Link from 'next/link'
import { client } from '../api-client.ts'
import { FormProblem } from '../form-problem.tsx'
import { NewPasswordInput } from '../new-password-input.tsx'
import { passwordError } from '../password-error.ts'
import { useSubmission } from '../use-submission.ts'

type Values = { name: string; email: string; password: string }
type Props = { next: string; passwordMinLength: number; invitation: string | null }

export function RegisterForm({ next, passwordMinLength, invitation }: Props) {
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Enter an e-mail address.'),
      password: (password) => passwordError(password, passwordMinLength),
    },
  })
  const { submit, sending, problem } = useSubmission(form, (values) => register(values, invitation), next)
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
        <NewPasswordInput
          label="Password"
          min={passwordMinLength}
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

const register = ({ name, ...rest }: Values, invitation: string | null) =>
  client.register({ ...rest, ...(name.trim() && { name: name.trim() }), ...(invitation && { invitation }) })
