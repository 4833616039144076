// Everything that is looked for without a model: the built-in rules and the team's own, and what holds for each.
import type { Metadata } from 'next'
import { listProjects } from '#projects/read.ts'
import { listRules } from '#rules/list.ts'
import { readDeletedRules } from '#rules/read.ts'
import { requireActor, userOf } from '../session.ts'
import { SettingsFrame } from '../settings/settings-frame.tsx'
import { RuleHistory } from './rule-history.tsx'
import { RuleList } from './rule-list.tsx'
import { shownOf } from './shown-rules.ts'

export const metadata: Metadata = { title: 'Rules' }

export default async function RulesPage() {
  const actor = await requireActor('/rules')
  const [rules, projects, deleted] = await Promise.all([
    listRules(actor, null),
    listProjects(actor),
    readDeletedRules(actor),
  ])
  return (
    <SettingsFrame user={userOf(actor)} here="/rules" title="Rules">
      <RuleList first={shownOf(rules)} projects={projects.map(({ id, name }) => ({ id, name }))} />
      {deleted.length > 0 && <RuleHistory history={deleted} title="Deleted rules" />}
    </SettingsFrame>
  )
}
