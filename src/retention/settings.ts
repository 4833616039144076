// How long a workspace keeps its reviews and their code.
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { requireOwner } from '#accounts/owner.ts'
import type { Retention } from '#contract/retention.ts'
import { db } from '#db/client.ts'
import { workspaces } from '#db/schema/accounts.ts'

export async function readRetention({ workspaceId }: Pick<Actor, 'workspaceId'>): Promise<Retention> {
  const [row] = await db()
    .select({ snapshotDays: workspaces.snapshotDays, reviewDays: workspaces.reviewDays })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
  return row ?? { snapshotDays: null, reviewDays: null }
}

/** What is older goes at the next sweep. Throws `forbidden` for whoever does not own the workspace. */
export async function saveRetention(actor: Actor, retention: Retention, address: string): Promise<Retention> {
  await requireOwner(actor, 'say how long things are kept')
  const { workspaceId } = actor
  const { snapshotDays, reviewDays } = retention
  await db().transaction(async (tx) => {
    await tx
      .update(workspaces)
      .set({ snapshotDays, reviewDays })
      .where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt)))
    const target = `code ${inWords(snapshotDays)}, reviews ${inWords(reviewDays)}`
    await writeDown(tx, { action: 'retention.changed', actor, workspaceId, address, target })
  })
  return retention
}

const inWords = (days: number | null) => (days === null ? 'for ever' : `${days} d`)
