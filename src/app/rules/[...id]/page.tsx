// One rule: what it looks for, why, how grave that is, and whether there is a fix.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { builtInRules } from '#analysis/catalogue/rules.ts'
import { ownRuleNamed } from '#rules/list.ts'
import { requireActor, userOf } from '../../session.ts'
import { SettingsFrame } from '../../settings/settings-frame.tsx'
import { RuleFacts } from '../rule-facts.tsx'

export const metadata: Metadata = { title: 'Rule' }

type Props = { params: Promise<{ id: string[] }> }

export default async function RulePage({ params }: Props) {
  const id = (await params).id.map(decodeURIComponent).join('/')
  const actor = await requireActor(`/rules/${id}`)
  const user = userOf(actor)
  const rule = builtInRules.find((one) => one.id === id) ?? (await ownRuleNamed(actor, id))
  if (!rule) notFound()
  return (
    <SettingsFrame user={user} here="/rules" title={rule.title}>
      <RuleFacts rule={rule} />
    </SettingsFrame>
  )
}
