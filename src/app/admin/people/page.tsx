// Administration: the people of this instance.
import type { Metadata } from 'next'
import { Section } from '../../settings/section.tsx'
import { SettingsFrame } from '../../settings/settings-frame.tsx'
import { requireAdministrator } from '../require-administrator.ts'
import { People } from './people.tsx'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const user = await requireAdministrator('/admin/people')
  return (
    <SettingsFrame user={user} here="/admin/people" title="People">
      <Section
        title="Everybody with an account"
        about="No mail server is needed: whoever forgot a password gets a one-time link from you."
      >
        <People myself={user.id} />
      </Section>
    </SettingsFrame>
  )
}
