// What went wrong with a list or a deed, with the way on: trying again, or signing in again.
'use client'
import { Alert, Anchor, Button, Group } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { usePathname } from 'next/navigation'
import { Problem } from '#contract/problem.ts'
import { wordsOf } from '../words.ts'

type Props = { error: unknown; retry?: () => void; retrying?: boolean }

export function Trouble({ error, retry, retrying = false }: Props) {
  const path = usePathname()
  const isOut = error instanceof Problem && error.code === 'unauthenticated'
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertCircle size={18} />}>
      <Group gap="sm">
        <span style={{ color: 'var(--lintel-critical)' }}>
          {isOut ? 'You are signed out. Sign in again to go on.' : wordsOf(error)}
        </span>
        {isOut && (
          <Anchor href={`/login?next=${encodeURIComponent(path)}`} size="sm" underline="always">
            Sign in
          </Anchor>
        )}
        {!isOut && retry && (
          <Button size="compact-sm" variant="default" onClick={retry} loading={retrying}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  )
}
