// The last question before an account goes.
'use client'
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { client } from '../../api-client.ts'
import { EditorDialog } from '../../editor/editor-dialog.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { useSubmission } from '../../use-submission.ts'

export function DeleteAccount() {
  const [opened, setOpened] = useState(false)
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '' } })
  const { submit, sending, problem } = useSubmission(
    form,
    ({ password }) => client.deleteAccount(password === '' ? {} : { password }),
    '/login',
  )
  const close = () => setOpened(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        Delete account
      </Button>
      <EditorDialog opened={opened} onClose={close} title="Delete your account?">
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack>
            <FormProblem words={problem} />
            <Text size="sm">
              Everything of yours is deleted and cannot be brought back. Whoever signs in elsewhere, without a password
              here, leaves the field empty.
            </Text>
            <PasswordInput
              label="Your password"
              autoComplete="current-password"
              {...form.getInputProps('password')}
              key={form.key('password')}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={sending}>
                Delete my account
              </Button>
            </Group>
          </Stack>
        </form>
      </EditorDialog>
    </>
  )
}
