// A team's own rule with its history, looked up. Those of another workspace do not exist.
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { OwnRule, RuleVersion } from '#contract/own-rule.ts'
import { Problem } from '#contract/problem.ts'
import { OWN_RULES } from '#contract/rule-document.ts'
import { type Database, db, type Transaction } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { rules, ruleVersions } from '#db/schema/rules.ts'

const MOST_VERSIONS = 50

/** Throws `not-found`. */
export async function readOwnRule(actor: Actor, id: string, tx: Database | Transaction = db()): Promise<OwnRule> {
  const [row] = await tx.select().from(rules).where(ownRule(actor, id))
  if (!row) throw noSuchRule()
  const history = await versions(tx, and(eq(ruleVersions.workspaceId, actor.workspaceId), eq(ruleVersions.ruleId, id)))
  const { projectId, source, draft, version, updatedAt } = row
  return {
    id,
    ruleId: `${OWN_RULES}${row.name}`,
    projectId,
    source,
    draft,
    version,
    updatedAt: updatedAt.toISOString(),
    history: history.map(({ name, ...version }) => version),
  }
}

/** What they said last, and who deleted them, the last one first. */
export const readDeletedRules = ({ workspaceId }: Pick<Actor, 'workspaceId'>): Promise<NamedVersion[]> =>
  versions(db(), and(eq(ruleVersions.workspaceId, workspaceId), eq(ruleVersions.deed, 'deleted')))

export type NamedVersion = RuleVersion & { name: string }

async function versions(tx: Database | Transaction, which: SQL | undefined): Promise<NamedVersion[]> {
  const rows = await tx
    .select({ one: ruleVersions, by: sql<string | null>`coalesce(${users.name}, ${users.email})` })
    .from(ruleVersions)
    .leftJoin(users, eq(users.id, ruleVersions.by))
    .where(which)
    .orderBy(desc(ruleVersions.id))
    .limit(MOST_VERSIONS)
  return rows.map(({ one: { name, version, deed, draft, source, at }, by }) => ({
    name,
    version,
    deed,
    draft,
    source,
    at: at.toISOString(),
    by,
  }))
}

export const ownRule = ({ workspaceId }: Pick<Actor, 'workspaceId'>, id: string) =>
  and(eq(rules.id, id), eq(rules.workspaceId, workspaceId))

export const noSuchRule = () => new Problem('not-found', 'There is no such rule.')
