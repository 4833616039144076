// Settings: what the model is asked for in plain words, for which files, and rules made of it.
import type { Metadata } from 'next'
import { modelAtHand } from '#reviews/model-status.ts'
import { requireActor, userOf } from '../../session.ts'
import { Section } from '../section.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { Guidelines } from './guidelines.tsx'
import { NewGuideline } from './new-guideline.tsx'

export const metadata: Metadata = { title: 'Guidelines' }

export default async function GuidelinesPage() {
  const user = userOf(await requireActor('/settings/guidelines'))
  const model = modelAtHand()
  return (
    <SettingsFrame user={user} here="/settings/guidelines" title="Guidelines">
      <Section title="What the model is asked for" about={model ? withModel : withoutModel}>
        <Guidelines hasModel={model !== null} />
      </Section>
      <Section title="One more" about="In your own words: what you want, and why. Short ones are followed best.">
        <NewGuideline />
      </Section>
    </SettingsFrame>
  )
}

const withModel = `Each goes along with the files whose paths fit it, from the next review on. One that examples can show can be
made into a rule: the model writes it once, and from then on it finds the same without being asked.`

const withoutModel = `There is no model here, so nobody reads them yet: reviews run by the analysers alone. What you write
waits for one.`
