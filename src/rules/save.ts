// A team's own rule is written, changed and deleted; each text it had is kept with who wrote it.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { MAX_OWN_RULES, type NewOwnRule, type OwnRuleChange, type SavedRule } from '#contract/own-rule.ts'
import { Problem } from '#contract/problem.ts'
import { OWN_RULES } from '#contract/rule-document.ts'
import { db, type Transaction } from '#db/client.ts'
import { projects } from '#db/schema/projects.ts'
import { type RuleRow, rules, ruleVersions } from '#db/schema/rules.ts'
import { noSuchRule, ownRule, readOwnRule } from './read.ts'
import { type Tried, tryOnWorkspace } from './try.ts'

/** More than so many places, or more than half of at least so many files, is much. */
const MANY_PLACES = 100
const MANY_FILES = 4

/**
 * Compiled, and its tests run. Throws `invalid` for one that is wrong and no draft, `conflict` for one that matches much, for a
 * name that is taken, and when the workspace has too many.
 */
export async function createRule(
  actor: Actor,
  { projectId, ...wish }: NewOwnRule,
  address: string,
): Promise<SavedRule> {
  const { tried, document } = await judged(actor, projectId, wish)
  const { workspaceId, userId } = actor
  const name = tried.name as string
  const rule = await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 1))`)
    if (projectId) await holdProject(tx, actor, projectId)
    await refuseTaken(tx, actor, projectId, name)
    if ((await tx.$count(rules, eq(rules.workspaceId, workspaceId))) >= MAX_OWN_RULES)
      throw new Problem('conflict', `A workspace holds at most ${MAX_OWN_RULES} rules of its own.`)
    const { source, draft } = wish
    const values = { workspaceId, projectId, name, source, document, draft, updatedBy: userId }
    const [row] = (await tx.insert(rules).values(values).returning()) as [RuleRow]
    await keep(tx, actor, row, 'created', address)
    return readOwnRule(actor, row.id, tx)
  })
  return { rule, tried }
}

/** As `createRule`; throws `not-found`, and `conflict` too when somebody else has changed it since. */
export async function changeRule(actor: Actor, id: string, change: OwnRuleChange, address: string): Promise<SavedRule> {
  const { projectId } = await readOwnRule(actor, id)
  const { version, source, draft } = change
  const { tried, document } = await judged(actor, projectId, change)
  const name = tried.name as string
  const rule = await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${actor.workspaceId}, 1))`)
    const [old] = await tx.select().from(rules).where(ownRule(actor, id)).for('update')
    if (!old) throw noSuchRule()
    if (old.version !== version) throw new Problem('conflict', 'Somebody else has changed this rule. Load it again.')
    if (old.name !== name) await refuseTaken(tx, actor, projectId, name)
    const values = {
      name,
      source,
      document,
      draft,
      version: version + 1,
      updatedBy: actor.userId,
      updatedAt: sql`now()`,
    }
    const [row] = (await tx.update(rules).set(values).where(eq(rules.id, id)).returning()) as [RuleRow]
    await keep(tx, actor, row, 'changed', address)
    return readOwnRule(actor, id, tx)
  })
  return { rule, tried }
}

/** Its history stays. Throws `not-found`. */
export const deleteRule = (actor: Actor, id: string, address: string): Promise<void> =>
  db().transaction(async (tx) => {
    const [row] = await tx.delete(rules).where(ownRule(actor, id)).returning()
    if (!row) throw noSuchRule()
    await keep(tx, actor, { ...row, version: row.version + 1 }, 'deleted', address)
  })

type Wish = Pick<NewOwnRule, 'source' | 'draft' | 'evenIfItMatchesMuch'>

async function judged(actor: Actor, projectId: string | null, wish: Wish): Promise<Tried> {
  const result = await tryOnWorkspace(actor, projectId, wish.source)
  const { tried } = result
  if (tried.name === null) refuse('source', tried.problems[0]?.message ?? tried.stopped ?? 'A rule needs an id.')
  if (wish.draft) return result
  const [problem] = tried.problems
  if (problem) refuse('source', `${problem.path ? `${problem.path}: ` : ''}${problem.message}`)
  if (tried.stopped) refuse('source', tried.stopped)
  const failed = tried.tests.find(({ failure }) => failure !== null)
  if (failed)
    refuse(
      'source',
      `Its ${failed.kind} test ${failed.index + 1} fails, so it can be saved as a draft only. ${failed.failure}`,
    )
  if (!wish.evenIfItMatchesMuch) refuseMuch(tried)
  return result
}

function refuse(path: string, message: string): never {
  throw new Problem('invalid', message, { errors: [{ path, message }] })
}

function refuseMuch({ places, filesMatched, filesRead }: Tried['tried']): void {
  const isMuch = places > MANY_PLACES || (filesRead >= MANY_FILES && filesMatched * 2 > filesRead)
  if (!isMuch) return
  const message = `It matches ${places} places in ${filesMatched} of the ${filesRead} files it looks at.`
  throw new Problem('conflict', message, { errors: [{ path: 'evenIfItMatchesMuch', message }] })
}

async function holdProject(tx: Transaction, { workspaceId }: Actor, projectId: string): Promise<void> {
  const own = and(eq(projects.id, projectId), eq(projects.workspaceId, workspaceId))
  const held = await tx.select({ id: projects.id }).from(projects).where(own).for('key share')
  if (held.length === 0) refuse('projectId', 'There is no such project.')
}

async function refuseTaken(tx: Transaction, { workspaceId }: Actor, projectId: string | null, name: string) {
  const place = projectId === null ? isNull(rules.projectId) : eq(rules.projectId, projectId)
  if (await tx.$count(rules, and(eq(rules.workspaceId, workspaceId), place, eq(rules.name, name))))
    throw new Problem('conflict', `There is a rule ${OWN_RULES}${name} here already.`)
}

async function keep(
  tx: Transaction,
  actor: Actor,
  row: RuleRow,
  deed: 'created' | 'changed' | 'deleted',
  address: string,
) {
  const { workspaceId, id, version, name, source, draft } = row
  await tx
    .insert(ruleVersions)
    .values({ workspaceId, ruleId: id, version, name, source, draft, deed, by: actor.userId })
  await writeDown(tx, { action: `rule.${deed}`, actor, workspaceId, address, target: `${OWN_RULES}${name}` })
}
