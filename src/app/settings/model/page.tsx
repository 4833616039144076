// Settings: the model that reviews beside the analysers, or the plain word that there is none.
import type { Metadata } from 'next'
import { requireActor, userOf } from '../../session.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { ModelSettings } from './model-settings.tsx'

export const metadata: Metadata = { title: 'Model' }

export default async function ModelPage() {
  const user = userOf(await requireActor('/settings/model'))
  return (
    <SettingsFrame user={user} here="/settings/model" title="Model">
      <ModelSettings mayCheck={user.role === 'administrator'} />
    </SettingsFrame>
  )
}
