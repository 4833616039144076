// A review becomes somebody's: only one worker can turn a waiting review into a running one.
import { eq, type SQL, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'

/** A running review whose lease is ours. Every later write must name the token. */
export type Job = ReviewRow & { leaseToken: string }

export const leaseFromNow = () => sql`now() + make_interval(secs => ${env().LEASE_SECONDS})`

const due = sql`${reviews.status} = 'pending' and ${reviews.runAt} <= now() and ${reviews.cancelRequestedAt} is null`

/** The review of this id if it is due and free, else null. */
export const claimReview = (id: string, workerId: string) =>
  claim(
    sql`select ${reviews.id} from ${reviews} where ${reviews.id} = ${id} and ${due} for update skip locked`,
    workerId,
  )

/** Whatever is due: first the user with the fewest running, then by priority and age. */
export const claimNextReview = (workerId: string) =>
  claim(
    sql`select ${reviews.id} from ${reviews}
      where ${due} and ${reviews.userId} = (
        select waiting.user_id from ${reviews} waiting
        left join (select user_id, count(*) as running from ${reviews} where status = 'running' group by user_id) busy
          on busy.user_id = waiting.user_id
        where waiting.status = 'pending' and waiting.run_at <= now() and waiting.cancel_requested_at is null
        group by waiting.user_id, busy.running
        order by coalesce(busy.running, 0), min(waiting.run_at)
        limit 1)
      order by ${reviews.priority} desc, ${reviews.runAt}, ${reviews.id}
      limit 1
      for update skip locked`,
    workerId,
  )

async function claim(candidate: SQL, workerId: string): Promise<Job | null> {
  const [row] = await db()
    .update(reviews)
    .set({
      status: 'running',
      attempt: sql`${reviews.attempt} + 1`,
      leaseToken: sql`gen_random_uuid()`,
      leaseUntil: leaseFromNow(),
      workerId,
      startedAt: sql`coalesce(${reviews.startedAt}, now())`,
      stage: 'analysing',
      stepsDone: 0,
      stepsTotal: 0,
    })
    .where(eq(reviews.id, sql`(${candidate})`))
    .returning()
  return (row as Job | undefined) ?? null
}
