// Who is signed in, and the way out.
'use client'
import { Avatar, Menu, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import type { Person } from './workbench.tsx'

type Props = { person: Person; onLeave: () => Promise<unknown> }

export function UserMenu({ person, onLeave }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const name = person.name ?? person.email

  async function signOut() {
    try {
      await onLeave()
      await client.logout()
      window.location.assign('/login')
    } catch (error) {
      setProblem(wordsOf(error))
    }
  }

  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${name}`}>
          <Avatar size={28} radius="sm" variant="light" color="verdigris">
            <IconUser size={16} color="var(--lintel-accent)" />
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="var(--lintel-soft)" style={{ overflowWrap: 'anywhere' }}>
          {person.email}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          Sign out
        </Menu.Item>
        {problem && (
          <Menu.Label role="alert" c="var(--lintel-critical)">
            {problem}
          </Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
