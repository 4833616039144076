// Settings: the tokens programs hold in place of a password.
import type { Metadata } from 'next'
import { env } from '#env.ts'
import { requireActor, userOf } from '../../session.ts'
import { Section } from '../section.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { NewToken } from './new-token.tsx'
import { Tokens } from './tokens.tsx'

export const metadata: Metadata = { title: 'API tokens' }

export default async function TokensPage() {
  const user = userOf(await requireActor('/settings/tokens'))
  return (
    <SettingsFrame user={user} here="/settings/tokens" title="API tokens">
      <Section
        title="New token"
        about="For CI and scripts. It can do what you tick here, in your name; never change the account itself."
      >
        <NewToken origin={env().APP_ORIGIN} />
      </Section>
      <Section title="Your tokens" about="A token you do not know, or no longer need, is best revoked.">
        <Tokens />
      </Section>
    </SettingsFrame>
  )
}
