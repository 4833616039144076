// Settings: the record of what was done in this workspace, for its owner.
import type { Metadata } from 'next'
import { requireActor, userOf } from '../../session.ts'
import { Section } from '../section.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { AuditLog } from './audit-log.tsx'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage() {
  const user = userOf(await requireActor('/settings/audit'))
  return (
    <SettingsFrame user={user} here="/settings/audit" title="Audit log">
      <Section
        title="What was done"
        about="Accounts, sessions, passwords and tokens of this workspace, newest first. Nobody can change this record."
      >
        <AuditLog />
      </Section>
    </SettingsFrame>
  )
}
