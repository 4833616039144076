// A review begins: code that somebody sent becomes a row with its files.
import { createHash } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import { languageOfFile, type Submission } from '#contract/submission.ts'
import type { Transaction } from '#db/client.ts'
import { projects } from '#db/schema/projects.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { admitReview, type Submitted } from './admit.ts'
import { nothingHappens } from './points.ts'

/** Who waits for the answer: a person at a browser, or a program that will come back for it. */
export type Door = 'browser' | 'token'

const PERSON_WAITS = 5
const MANY_FILES = 20

/** A head start in minutes: somebody who sits and waits comes before programs and before large reviews. */
export const priorityOf = (door: Door, files: number) => (door === 'browser' && files <= MANY_FILES ? PERSON_WAITS : 0)

/**
 * With an idempotency key, the same submission gives the same review again at no cost, and another one is refused.
 * Throws `unavailable` or `too-many-requests` when too much is waiting, `invalid` for a project that is not the actor's.
 */
export async function submitReview(
  actor: Actor,
  submission: Submission,
  idempotencyKey: string | null,
  { door = 'browser' as Door, at = nothingHappens } = {},
): Promise<Submitted> {
  const bodyHash = createHash('sha256').update(JSON.stringify(submission)).digest('hex')
  const insert = async (tx: Transaction) => {
    await refuseStrangeLinks(tx, actor, submission)
    return insertReview(tx, actor, submission, { idempotencyKey, bodyHash, door })
  }
  return admitReview(actor, { idempotencyKey, bodyHash }, insert, at)
}

async function refuseStrangeLinks(tx: Transaction, actor: Actor, { projectId, baseReviewId }: Submission) {
  const refuse = (path: string, message: string) => {
    throw new Problem('invalid', message, { errors: [{ path, message }] })
  }
  if (projectId) {
    const mine = and(eq(projects.id, projectId), eq(projects.workspaceId, actor.workspaceId))
    // Held, so that nobody deletes it before the review is there.
    const held = await tx.select({ id: projects.id }).from(projects).where(mine).for('key share')
    if (held.length === 0) refuse('projectId', 'There is no such project.')
  }
  if (baseReviewId) {
    const mine = and(eq(reviews.id, baseReviewId), eq(reviews.workspaceId, actor.workspaceId))
    if (!(await tx.$count(reviews, mine))) refuse('baseReviewId', 'There is no such review.')
  }
}

type Sent = { idempotencyKey: string | null; bodyHash: string; door: Door }

async function insertReview(tx: Transaction, actor: Actor, submission: Submission, { door, ...sent }: Sent) {
  const { files, ...about } = submission
  const { userId, workspaceId } = actor
  const [row] = await tx
    .insert(reviews)
    .values({ ...about, ...sent, userId, workspaceId, priority: priorityOf(door, files.length) })
    .onConflictDoNothing({ target: [reviews.userId, reviews.idempotencyKey], where: isNotNull(reviews.idempotencyKey) })
    .returning({ id: reviews.id })
    .prepare('insert_review')
    .execute()
  if (!row) return null
  await tx.insert(reviewFiles).values(
    files.map((file, position) => ({
      reviewId: row.id,
      workspaceId,
      position,
      path: file.path,
      content: file.content,
      language: languageOfFile(file),
    })),
  )
  return row.id
}
