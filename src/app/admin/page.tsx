// Administration: the instance at a glance.
import type { Metadata } from 'next'
import { SettingsFrame } from '../settings/settings-frame.tsx'
import { Glance } from './glance.tsx'
import { requireAdministrator } from './require-administrator.ts'

export const metadata: Metadata = { title: 'Administration' }

export default async function AdminPage() {
  const user = await requireAdministrator('/admin')
  return (
    <SettingsFrame user={user} here="/admin" title="The instance at a glance">
      <Glance />
    </SettingsFrame>
  )
}
