// Everything that is looked for without a model.
import type { Metadata } from 'next'
import { builtInRules } from '#analysis/catalogue/rules.ts'
import { requireActor, userOf } from '../session.ts'
import { SettingsFrame } from '../settings/settings-frame.tsx'
import { RuleList } from './rule-list.tsx'

export const metadata: Metadata = { title: 'Rules' }

export default async function RulesPage() {
  const user = userOf(await requireActor('/rules'))
  const rules = builtInRules.map(({ id, title, severity, category, languages, cwe, fix }) => ({
    id,
    title,
    severity,
    category,
    languages,
    fix,
    ...(cwe && { cwe }),
  }))
  return (
    <SettingsFrame user={user} here="/rules" title="Rules">
      <RuleList rules={rules} />
    </SettingsFrame>
  )
}
