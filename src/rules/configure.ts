// A workspace or a project says whether a rule speaks and how grave it is, for all files or for a path.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { builtInRules } from '#analysis/catalogue/rules.ts'
import { Problem } from '#contract/problem.ts'
import { OWN_RULES } from '#contract/rule-document.ts'
import type { RuleSetting, RuleSettingChange, RuleSettingChanged } from '#contract/rule-setting.ts'
import { db, type Transaction } from '#db/client.ts'
import { projects } from '#db/schema/projects.ts'
import { ruleSettings } from '#db/schema/rules.ts'

const MAX_SETTINGS = 2000

/**
 * The last word counts. Answers what was said before, for whoever wants to undo it. Throws `invalid` for a project that is not
 * the actor's or a rule that cannot be, `conflict` when too much is said.
 */
export const configureRule = (actor: Actor, change: RuleSettingChange, address: string): Promise<RuleSettingChanged> =>
  db().transaction(async (tx) => {
    const { workspaceId, userId } = actor
    refuseUnknown(change.ruleId)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 1))`)
    if (change.projectId) await holdProject(tx, actor, change.projectId)
    const before = await settingOf(tx, actor, change)
    await tx.delete(ruleSettings).where(sameSetting(actor, change))
    if (change.on !== null || change.severity !== null) {
      if ((await tx.$count(ruleSettings, eq(ruleSettings.workspaceId, workspaceId))) >= MAX_SETTINGS)
        throw new Problem('conflict', `A workspace holds at most ${MAX_SETTINGS} settings of rules.`)
      await tx.insert(ruleSettings).values({ workspaceId, ...change, by: userId })
    }
    await writeDown(tx, { action: 'rule.configured', actor, workspaceId, address, target: inWords(change) })
    return { setting: change, before }
  })

/** A model's findings have a rule of the model's; a team's own may be in a file. */
function refuseUnknown(ruleId: string): void {
  if (ruleId.startsWith(OWN_RULES) || ruleId.startsWith('model/') || builtInRules.some(({ id }) => id === ruleId))
    return
  const message = 'There is no such rule.'
  throw new Problem('invalid', message, { errors: [{ path: 'ruleId', message }] })
}

async function holdProject(tx: Transaction, { workspaceId }: Actor, projectId: string): Promise<void> {
  const own = and(eq(projects.id, projectId), eq(projects.workspaceId, workspaceId))
  const held = await tx.select({ id: projects.id }).from(projects).where(own).for('key share')
  const message = 'There is no such project.'
  if (held.length === 0) throw new Problem('invalid', message, { errors: [{ path: 'projectId', message }] })
}

type Named = Pick<RuleSetting, 'ruleId' | 'projectId' | 'path'>

async function settingOf(tx: Transaction, actor: Actor, { ruleId, projectId, path }: Named): Promise<RuleSetting> {
  const [row] = await tx.select().from(ruleSettings).where(sameSetting(actor, { ruleId, projectId, path }))
  return { ruleId, projectId, path, on: row?.on ?? null, severity: row?.severity ?? null }
}

const sameSetting = ({ workspaceId }: Actor, { ruleId, projectId, path }: Named) =>
  and(
    eq(ruleSettings.workspaceId, workspaceId),
    projectId === null ? isNull(ruleSettings.projectId) : eq(ruleSettings.projectId, projectId),
    eq(ruleSettings.ruleId, ruleId),
    path === null ? isNull(ruleSettings.path) : eq(ruleSettings.path, path),
  )

function inWords({ ruleId, path, on, severity }: RuleSetting): string {
  const said = [on === null ? null : on ? 'on' : 'off', severity].filter(Boolean).join(', ') || 'as usual'
  return `${ruleId}${path === null ? '' : ` for ${path}`}: ${said}`
}
