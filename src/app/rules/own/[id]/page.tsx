// A rule of the team's own: its text in the playground, and what it was before.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Problem } from '#contract/problem.ts'
import { listProjects } from '#projects/read.ts'
import { readOwnRule } from '#rules/read.ts'
import { requireActor, userOf } from '../../../session.ts'
import { SettingsFrame } from '../../../settings/settings-frame.tsx'
import { RuleEditor } from '../../rule-editor.tsx'
import { RuleHistory } from '../../rule-history.tsx'

export const metadata: Metadata = { title: 'Rule' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnRulePage({ params }: Props) {
  const { id } = await params
  const actor = await requireActor(`/rules/own/${id}`)
  if (!z.uuid().safeParse(id).success) notFound()
  const rule = await readOwnRule(actor, id).catch((error) => {
    if (error instanceof Problem && error.code === 'not-found') return notFound()
    throw error
  })
  const projects = await listProjects(actor)
  return (
    <SettingsFrame user={userOf(actor)} here="/rules" title={rule.ruleId}>
      <RuleEditor rule={rule} projects={projects.map(({ id, name }) => ({ id, name }))} />
      <RuleHistory history={rule.history} />
    </SettingsFrame>
  )
}
