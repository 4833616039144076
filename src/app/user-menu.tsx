// Who is signed in, their settings, and the way out.
'use client'
import { Avatar, Menu, UnstyledButton } from '@mantine/core'
import {
  IconAdjustments,
  IconBuilding,
  IconChartBar,
  IconFlag,
  IconHistory,
  IconLogout,
  IconUser,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { User } from '#contract/account.ts'
import { client } from './api-client.ts'
import { wordsOf } from './words.ts'

type Props = {
  user: User
  /** What must be saved before somebody goes. */
  onLeave?: () => Promise<unknown>
}

export function UserMenu({ user, onLeave }: Props) {
  const [problem, setProblem] = useState<string | null>(null)

  async function signOut() {
    try {
      await onLeave?.()
      await client.logout()
      window.location.assign('/login')
    } catch (error) {
      setProblem(wordsOf(error))
    }
  }

  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${user.name ?? user.email}`}>
          <Avatar size={28} radius="sm" variant="light" color="verdigris">
            <IconUser size={16} color="var(--lintel-accent)" />
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="var(--lintel-soft)" style={{ overflowWrap: 'anywhere' }}>
          {user.email}
        </Menu.Label>
        {/* Whole new pages: the editor and what it holds are left behind. */}
        <Menu.Item leftSection={<IconHistory size={16} />} component="a" href="/reviews">
          Reviews
        </Menu.Item>
        <Menu.Item leftSection={<IconFlag size={16} />} component="a" href="/findings">
          Findings
        </Menu.Item>
        <Menu.Item leftSection={<IconChartBar size={16} />} component="a" href="/dashboard">
          Dashboard
        </Menu.Item>
        <Menu.Item leftSection={<IconAdjustments size={16} />} component="a" href="/settings">
          Settings
        </Menu.Item>
        {user.role === 'administrator' && (
          <Menu.Item leftSection={<IconBuilding size={16} />} component="a" href="/admin">
            Administration
          </Menu.Item>
        )}
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
