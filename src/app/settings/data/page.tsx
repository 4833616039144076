// Settings: how long things are kept, taking them along, and leaving.
import type { Metadata } from 'next'
import { requireActor, userOf } from '../../session.ts'
import { Section } from '../section.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { ExportButton } from './export-button.tsx'
import { RetentionSettings } from './retention-settings.tsx'

export const metadata: Metadata = { title: 'Data' }

export default async function DataPage() {
  const user = userOf(await requireActor('/settings/data'))
  return (
    <SettingsFrame user={user} here="/settings/data" title="Data">
      <Section
        title="How long things are kept"
        about="Reviews that have ended go after so many days, and their code earlier if you like. What was found, with the lines it quotes, stays with the review."
      >
        <RetentionSettings />
      </Section>
      <Section
        title="Take it along"
        about="A zip with your account, your projects, and every review with its findings and its code."
      >
        <ExportButton />
      </Section>
      <Section
        title="Delete the account"
        about="You are signed out everywhere at once, and your projects and reviews are deleted. The audit log keeps what was done, without your name. This cannot be taken back."
      >
        <DeleteAccount />
      </Section>
    </SettingsFrame>
  )
}
