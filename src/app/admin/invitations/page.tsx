// Administration: invitations into this instance.
import type { Metadata } from 'next'
import { env } from '#env.ts'
import { Section } from '../../settings/section.tsx'
import { SettingsFrame } from '../../settings/settings-frame.tsx'
import { requireAdministrator } from '../require-administrator.ts'
import { Invitations } from './invitations.tsx'
import { NewInvitation } from './new-invitation.tsx'

export const metadata: Metadata = { title: 'Invitations' }

const words = {
  open: 'Registration is open, so nobody needs one; with one you see who came.',
  invite: 'New people need one to register.',
  closed: 'Registration is closed (REGISTRATION=closed): while it is, invitations do not work.',
}

export default async function InvitationsPage() {
  const user = await requireAdministrator('/admin/invitations')
  return (
    <SettingsFrame user={user} here="/admin/invitations" title="Invitations">
      <Section title="New invitation" about={`A link that makes one account. ${words[env().REGISTRATION]}`}>
        <NewInvitation />
      </Section>
      <Section title="Invitations so far" about="Open ones can be revoked; used ones tell who came.">
        <Invitations />
      </Section>
    </SettingsFrame>
  )
}
