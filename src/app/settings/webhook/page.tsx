// Settings: where other programs hear of ended reviews.
import type { Metadata } from 'next'
import { requireActor, userOf } from '../../session.ts'
import { Section } from '../section.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { Deliveries } from './deliveries.tsx'
import { WebhookSettings } from './webhook-settings.tsx'

export const metadata: Metadata = { title: 'Webhook' }

export default async function WebhookPage() {
  const user = userOf(await requireActor('/settings/webhook'))
  return (
    <SettingsFrame user={user} here="/settings/webhook" title="Webhook">
      <Section
        title="Ended reviews"
        about="For each review that ends, a signed message (Standard Webhooks) goes to one address of yours."
      >
        <WebhookSettings />
      </Section>
      <Section
        title="Messages"
        about="Any answer from 200 to 299 will do. Anything else is tried again for a day, with longer and longer pauses."
      >
        <Deliveries />
      </Section>
    </SettingsFrame>
  )
}
