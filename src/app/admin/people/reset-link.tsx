// Makes a one-time reset link for a person, when asked to: making one voids the one before.
'use client'
import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Person } from '#contract/admin.ts'
import { client } from '../../api-client.ts'
import { Trouble } from '../../settings/trouble.tsx'
import { OneTimeLinkField } from '../one-time-link.tsx'

export function ResetLink({ person: { id, email } }: { person: Person }) {
  const making = useMutation({ mutationFn: () => client.makeResetLink(id) })
  if (making.data) return <OneTimeLinkField label={`Reset link for ${email}`} link={making.data} />
  return (
    <Stack>
      {making.error && <Trouble error={making.error} />}
      <Text size="sm">
        Whoever opens the link sets a new password for {email}, so hand it to nobody else. An earlier link stops
        working.
      </Text>
      <div>
        <Button loading={making.isPending} onClick={() => making.mutate()}>
          Make the link
        </Button>
      </div>
    </Stack>
  )
}
