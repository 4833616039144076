// A team's own rule with its history, looked up. Those of another workspace do not exist.
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { OwnRule } from '#contract/own-rule.ts'
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
  const history = await tx
    .select({ one: ruleVersions, by: sql<string | null>`coalesce(${users.name}, ${users.email})` })
    .from(ruleVersions)
    .leftJoin(users, eq(users.id, ruleVersions.by))
    .where(and(eq(ruleVersions.workspaceId, actor.workspaceId), eq(ruleVersions.ruleId, id)))
    .orderBy(desc(ruleVersions.id))
    .limit(MOST_VERSIONS)
  const { projectId, source, draft, version, updatedAt } = row
  return {
    id,
    ruleId: `${OWN_RULES}${row.name}`,
    projectId,
    source,
    draft,
    version,
    updatedAt: updatedAt.toISOString(),
    history: history.map(({ one: { version, deed, draft, source, at }, by }) => ({
      version,
      deed,
      draft,
      source,
      at: at.toISOString(),
      by,
    })),
  }
}

export const ownRule = ({ workspaceId }: Pick<Actor, 'workspaceId'>, id: string) =>
  and(eq(rules.id, id), eq(rules.workspaceId, workspaceId))

export const noSuchRule = () => new Problem('not-found', 'There is no such rule.')
