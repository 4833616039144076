// What people wrote about a finding. It belongs to the matter, not to one occurrence: every review that has it shows it.
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import type { FindingComment, NewComment } from '#contract/tracked.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { findings } from '#db/schema/findings.ts'
import { findingComments, trackedFindings } from '#db/schema/insights.ts'
import { reviews } from '#db/schema/reviews.ts'

const MOST = 200

/** Oldest first. Throws `not-found` for what is no finding of the workspace, or was never shown. */
export async function listComments(actor: Actor, findingId: string): Promise<FindingComment[]> {
  return readComments(actor, eq(findingComments.trackedId, await trackedBy(actor, findingId)))
}

/** Throws `not-found`, or `conflict` when there are two hundred already. */
export async function addComment(actor: Actor, findingId: string, { text }: NewComment): Promise<FindingComment> {
  const { workspaceId, userId: authorId } = actor
  const trackedId = await trackedBy(actor, findingId)
  if ((await db().$count(findingComments, eq(findingComments.trackedId, trackedId))) >= MOST)
    throw new Problem('conflict', `A finding has at most ${MOST} comments.`)
  const [row] = await db()
    .insert(findingComments)
    .values({ workspaceId, trackedId, authorId, text })
    .returning({ id: findingComments.id })
  const [comment] = await readComments(actor, eq(findingComments.id, row?.id as string))
  return comment as FindingComment
}

/** Only one's own. Throws `not-found`. */
export async function removeComment(actor: Actor, findingId: string, id: string): Promise<void> {
  const trackedId = await trackedBy(actor, findingId)
  const own = and(eq(findingComments.trackedId, trackedId), eq(findingComments.authorId, actor.userId))
  const gone = await db()
    .delete(findingComments)
    .where(and(own, eq(findingComments.id, id)))
    .returning({ id: findingComments.id })
  if (gone.length === 0) throw new Problem('not-found', 'There is no such comment of yours.')
}

async function trackedBy({ workspaceId }: Actor, findingId: string): Promise<string> {
  const [row] = await db().execute<{ id: string }>(sql`
    select t.id from ${findings} f join ${reviews} r on r.id = f.review_id
      join ${trackedFindings} t on t.workspace_id = f.workspace_id and t.fingerprint = f.fingerprint
        and t.scope = coalesce(r.project_id, r.user_id)
        and t.scope_path = case when r.project_id is null then f.path else '' end
    where f.id = ${findingId} and f.workspace_id = ${workspaceId}`)
  if (!row) throw new Problem('not-found', 'There is no such finding.')
  return row.id
}

async function readComments({ workspaceId, userId }: Actor, which: ReturnType<typeof eq>): Promise<FindingComment[]> {
  const rows = await db()
    .select({
      id: findingComments.id,
      by: sql<string | null>`coalesce(${users.name}, ${users.email})`,
      authorId: findingComments.authorId,
      at: findingComments.createdAt,
      text: findingComments.text,
    })
    .from(findingComments)
    .leftJoin(users, eq(users.id, findingComments.authorId))
    .where(and(which, eq(findingComments.workspaceId, workspaceId)))
    .orderBy(asc(findingComments.createdAt), asc(findingComments.id))
  return rows.map(({ authorId, at, ...rest }) => ({ ...rest, mine: authorId === userId, at: at.toISOString() }))
}
