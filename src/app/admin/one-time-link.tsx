// A link that was just made: it is told this once.
'use client'
import { Text } from '@mantine/core'
import type { OneTimeLink } from '#contract/admin.ts'
import { Copyable } from '../settings/copyable.tsx'
import { Moment } from '../settings/moment.tsx'

export function OneTimeLinkField({ label, link }: { label: string; link: OneTimeLink }) {
  return (
    <div>
      <Copyable label={label} text={link.url} />
      <Text size="sm" c="var(--lintel-soft)" mt={6}>
        Works once, until <Moment at={link.expiresAt} />. It is not shown again.
      </Text>
    </div>
  )
}
