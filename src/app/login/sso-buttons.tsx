// One button for each issuer this instance knows.
'use client'
import { Button, Divider, Stack } from '@mantine/core'
import { signIn } from 'next-auth/react'
import { useState } from 'react'

export type SsoChoice = { id: string; name: string }

export function SsoButtons({ choices, next }: { choices: SsoChoice[]; next: string }) {
  const [leaving, setLeaving] = useState<string | null>(null)
  if (choices.length === 0) return null
  const go = (id: string) => {
    setLeaving(id)
    signIn(id, { callbackUrl: next }).catch(() => setLeaving(null))
  }
  return (
    <Stack gap="sm" mt="md">
      <Divider label="or" labelPosition="center" />
      {choices.map(({ id, name }) => (
        <Button key={id} variant="default" loading={leaving === id} onClick={() => go(id)} fullWidth>
          Continue with {name}
        </Button>
      ))}
    </Stack>
  )
}
