// What can be done about a person.
'use client'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { Person } from '#contract/admin.ts'
import { client } from '../../api-client.ts'
import type { Question } from '../../settings/use-confirm.tsx'

type Props = { person: Person; ask: (question: Question) => void; onResetLink: () => void }

export function PersonMenu({ person, ask, onResetLink }: Props) {
  const { email, disabled, sessions } = person
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          aria-label={`Actions for ${email}`}
        >
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onResetLink} disabled={disabled}>
          Make a reset link
        </Menu.Item>
        <Menu.Item onClick={() => ask(endingSessions(person))} disabled={sessions === 0}>
          End all sessions
        </Menu.Item>
        <Menu.Item onClick={() => ask(disabled ? enabling(person) : disabling(person))}>
          {disabled ? 'Enable account' : 'Disable account'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const endingSessions = ({ id, email }: Person): Question => ({
  title: `End all sessions of ${email}?`,
  words: 'Every device of this person is signed out at once. They can sign in again.',
  yes: 'End sessions',
  act: () => client.endSessionsOf(id),
})

const disabling = ({ id, email }: Person): Question => ({
  title: `Disable ${email}?`,
  words: 'This person is signed out everywhere and cannot sign in, and their tokens stop working. Nothing is deleted.',
  yes: 'Disable account',
  act: () => client.changePerson(id, { disabled: true }),
})

const enabling = ({ id, email }: Person): Question => ({
  title: `Enable ${email}?`,
  words: 'This person can sign in again, and tokens that are neither revoked nor expired work again.',
  yes: 'Enable account',
  act: () => client.changePerson(id, { disabled: false }),
})
