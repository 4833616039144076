// All rules there are for a project or a workspace, built-in and own, each with what holds for it and who said so.
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { builtInRules } from '#analysis/catalogue/rules.ts'
import { effectiveOf } from '#analysis/own-rules/settings.ts'
import type { ListedRule, RuleList } from '#contract/own-rule.ts'
import { Problem } from '#contract/problem.ts'
import type { Rule } from '#contract/rule.ts'
import { OWN_RULES, type RuleDocument, ruleFacts } from '#contract/rule-document.ts'
import { db } from '#db/client.ts'
import { projects } from '#db/schema/projects.ts'
import { rules } from '#db/schema/rules.ts'
import { appliedSettings, type Homes, readHomes } from './team-rules.ts'

const READING_MS = 10_000

type Plain = Omit<ListedRule, 'effective'>

/** A team's own come first. Throws `not-found` for a project that is not the actor's. */
export async function listRules(actor: Actor, projectId: string | null): Promise<RuleList> {
  const { workspaceId } = actor
  const own = and(eq(projects.id, projectId ?? workspaceId), eq(projects.workspaceId, workspaceId))
  if (projectId !== null && !(await db().$count(projects, own)))
    throw new Problem('not-found', 'There is no such project.')
  const homes = await readHomes({ workspaceId, projectId }, AbortSignal.timeout(READING_MS))
  const byRule = Map.groupBy(appliedSettings(homes), ({ ruleId }) => ruleId)
  const all: Plain[] = [...ownRules(homes), ...builtInRules.map((rule) => ({ ...rule, draft: false }))]
  return {
    items: all.map((rule) => ({ ...rule, effective: effectiveOf(rule.severity, byRule.get(rule.id) ?? []) })),
    nextCursor: null,
    settings: homes.settings.map(({ ruleId, projectId, path, on, severity }) => ({
      ruleId,
      projectId,
      path,
      on,
      severity,
    })),
    trouble: homes.folder.gaps,
  }
}

/** A rule of the team's own by the name that findings give it, in whichever home it stands. */
export async function ownRuleNamed({ workspaceId }: Actor, ruleId: string): Promise<ToldRule | null> {
  if (!ruleId.startsWith(OWN_RULES)) return null
  const named = and(eq(rules.workspaceId, workspaceId), eq(rules.name, ruleId.slice(OWN_RULES.length)))
  const [row] = await db().select().from(rules).where(named).orderBy(rules.projectId).limit(1)
  if (!row) return null
  return { ...(row.document ? factsOf(row.document) : unreadable(row.name)), origin: 'workspace', ownId: row.id }
}
export type ToldRule = Omit<Rule, 'origin'> & Pick<ListedRule, 'origin' | 'ownId'>

function ownRules({ rows, folder }: Homes): Plain[] {
  const kept = rows.map((row): Plain => {
    const origin = row.projectId === null ? ('workspace' as const) : ('project' as const)
    const facts = row.document ? factsOf(row.document) : unreadable(row.name)
    return { ...facts, origin, ownId: row.id, draft: row.draft }
  })
  const inFiles = folder.documents.map((document): Plain => ({ ...factsOf(document), origin: 'file', draft: false }))
  const all = [...kept, ...inFiles]
  const strength = ({ origin }: Plain) => ['workspace', 'file', 'project'].indexOf(origin)
  return all.map((rule) => {
    const stronger = all.find((one) => one.id === rule.id && !one.draft && strength(one) > strength(rule))
    return stronger && !rule.draft ? { ...rule, replaced: stronger.origin } : rule
  })
}

function factsOf(document: RuleDocument): Omit<Rule, 'origin'> {
  const facts = ruleFacts(document)
  return facts.fix ? facts : { ...facts, noFix: 'Whoever wrote it gave none.' }
}

const unreadable = (name: string): Omit<Rule, 'origin'> => ({
  id: `${OWN_RULES}${name}`,
  languages: ['text'],
  title: name,
  explanation: 'This draft cannot be read as a rule yet.',
  severity: 'medium',
  category: 'maintainability',
  fix: false,
})
