// Holding a review: a heartbeat that keeps the lease and hears when it is lost, cancelled or out of time.
import { and, eq, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { type Job, leaseFromNow } from './claim.ts'

const DEADLINE = sql`interval '15 minutes'`

/** Why work on a review was stopped from outside. Whoever lost the lease writes nothing any more. */
export type Interruption = 'lost' | 'cancelled' | 'deadline' | 'drained'

/** The guard of every write to a running review: it is ours only as long as the token is. */
export const held = (job: Job) =>
  and(eq(reviews.id, job.id), eq(reviews.status, 'running'), eq(reviews.leaseToken, job.leaseToken))

export type Lease = { signal: AbortSignal; interrupt(why: Interruption): void; letGo(): void }

/** Beats three times per lease. A database that does not answer is asked again: the guards decide, not this clock. */
export function holdLease(job: Job): Lease {
  const stop = new AbortController()
  const interrupt = (why: Interruption) => stop.abort(why)
  const timer = setInterval(
    () => {
      beat(job)
        .then((why) => why && interrupt(why))
        .catch((error) => log.warn({ reviewId: job.id, error: error.message }, 'heartbeat.failed'))
    },
    (env().LEASE_SECONDS * 1000) / 3,
  )
  return { signal: stop.signal, interrupt, letGo: () => clearInterval(timer) }
}

async function beat(job: Job): Promise<Interruption | null> {
  const [row] = await db()
    .update(reviews)
    .set({ leaseUntil: leaseFromNow() })
    .where(held(job))
    .returning({
      cancelled: sql<boolean>`${reviews.cancelRequestedAt} is not null`,
      late: sql<boolean>`${reviews.startedAt} < now() - ${DEADLINE}`,
    })
  if (!row) return 'lost'
  if (row.cancelled) return 'cancelled'
  return row.late ? 'deadline' : null
}
