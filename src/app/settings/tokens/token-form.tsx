// What a new API token is called, what it may do, and how long.
'use client'
import { Button, Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type CreatedToken, type Scope, scopes } from '#contract/settings.ts'
import { client } from '../../api-client.ts'
import { FormProblem } from '../../form-problem.tsx'
import { useSubmission } from '../../use-submission.ts'
import styles from '../settings.module.css'
import { scopeWords } from './scope-words.ts'

const lifetimes = ['30', '90', '365'].map((days) => ({ value: days, label: `${days} days` }))

type Values = { name: string; scopes: Scope[]; expiresInDays: string }

export function TokenForm({ onCreated }: { onCreated: (token: CreatedToken) => void }) {
  const form = useForm<Values>({
    initialValues: { name: '', scopes: ['reviews:read', 'reviews:write'], expiresInDays: '90' },
    validate: {
      name: (name) => (name.trim() === '' ? 'A name is needed, to know the token by.' : null),
      scopes: (chosen) => (chosen.length === 0 ? 'A token without a scope could do nothing.' : null),
    },
  })
  const { submit, sending, problem } = useSubmission(
    form,
    ({ expiresInDays, ...rest }) => client.createToken({ ...rest, expiresInDays: Number(expiresInDays) }),
    onCreated,
  )
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <TextInput
          label="Name"
          placeholder="CI of the shop"
          autoComplete="off"
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label="It may" {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={6}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} description={scopeWords[scope]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect label="Expires after" data={lifetimes} {...form.getInputProps('expiresInDays')} />
        <div>
          <Button type="submit" loading={sending}>
            Create token
          </Button>
        </div>
      </Stack>
    </form>
  )
}
