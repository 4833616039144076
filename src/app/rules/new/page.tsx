// A new rule of the team's own, written in the playground.
import type { Metadata } from 'next'
import { listProjects } from '#projects/read.ts'
import { requireActor, userOf } from '../../session.ts'
import { SettingsFrame } from '../../settings/settings-frame.tsx'
import { RuleEditor } from '../rule-editor.tsx'

export const metadata: Metadata = { title: 'Write a rule' }

export default async function NewRulePage() {
  const actor = await requireActor('/rules/new')
  const projects = await listProjects(actor)
  return (
    <SettingsFrame user={userOf(actor)} here="/rules" title="Write a rule">
      <RuleEditor rule={null} projects={projects.map(({ id, name }) => ({ id, name }))} />
    </SettingsFrame>
  )
}
