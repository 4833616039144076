// Holding a review: a heartbeat that keeps the lease and hears when it is lost, cancelled or out of time.
import { and, eq, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'
import { onNews } from '#events.ts'
import { log } from '#log.ts'
import type { Job } from './claim.ts'
import { type Held, keepBeating } from './heartbeat.ts'

const DEADLINE = sql`interval '15 minutes'`

/** Why work on a review was stopped from outside. Whoever lost the lease writes nothing any more. */
export type Interruption = 'lost' | 'cancelled' | 'deadline' | 'drained'

/** Stands for a job in a query that is put together once and used for all. */
export const anyJob = { id: sql.placeholder('id'), leaseToken: sql.placeholder('leaseToken') }

/** The guard of every write to a running review: it is ours only as long as the token is. */
export const held = (job: Held | typeof anyJob) =>
  and(eq(reviews.id, job.id), eq(reviews.status, 'running'), eq(reviews.leaseToken, job.leaseToken))

export type Lease = { signal: AbortSignal; interrupt(why: Interruption): void; letGo(): void }

/** Beats three times per lease, and at once when news say that somebody wants the review cancelled. */
export function holdLease(job: Job): Lease {
  const stop = new AbortController()
  const interrupt = (why: Interruption) => stop.abort(why)
  const beatNow = () =>
    beat(job)
      .then((why) => why && interrupt(why))
      .catch((error) => log.warn({ reviewId: job.id, error: error.message }, 'heartbeat.failed'))
  const stopBeating = keepBeating(job, interrupt)
  // A hint that may be lost: the next beat sees the same in the row.
  const stopListening = onNews(job.id, (news) => {
    if (news.type === 'progress' && news.progress.stage === 'cancelling') void beatNow()
  })
  return {
    signal: stop.signal,
    interrupt,
    letGo: () => {
      stopBeating()
      stopListening()
    },
  }
}

/** T2. */
export async function beat(job: Held, leaseSeconds = env().LEASE_SECONDS): Promise<Interruption | null> {
  const [row] = await db()
    .update(reviews)
    .set({ leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
    .where(held(job))
    .returning({
      cancelled: sql<boolean>`${reviews.cancelRequestedAt} is not null`,
      late: sql<boolean>`${reviews.startedAt} < now() - ${DEADLINE}`,
    })
  if (!row) return 'lost'
  if (row.cancelled) return 'cancelled'
  return row.late ? 'deadline' : null
}
