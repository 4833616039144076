// Settings: who you are, how you sign in, and where you are signed in.
import type { Metadata } from 'next'
import { env } from '#env.ts'
import { requireActor, userOf } from '../session.ts'
import { ssoChoices } from '../sso.ts'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Section } from './section.tsx'
import { Sessions } from './sessions.tsx'
import { SettingsFrame } from './settings-frame.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const user = userOf(await requireActor('/settings'))
  return (
    <SettingsFrame user={user} here="/settings" title="Profile and security">
      <Section title="Profile" about={`You sign in as ${user.email}.`}>
        <ProfileForm name={user.name} />
      </Section>
      <Section title="Password" about="A new password signs you out everywhere else; here you stay signed in.">
        <PasswordForm email={user.email} min={env().PASSWORD_MIN_LENGTH} hasSso={ssoChoices().length > 0} />
      </Section>
      <Section title="Sessions" about="Where you are signed in. Sign out whatever you do not know.">
        <Sessions />
      </Section>
    </SettingsFrame>
  )
}
