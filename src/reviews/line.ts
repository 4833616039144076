// Where a waiting review stands. Everybody who waits asks again and again, the more the longer the line is: a process looks at
// it once at a time for all of them, or a long line would keep Postgres from making it shorter.
import { sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { reviews, turn } from '#db/schema/reviews.ts'
import { shared } from './together.ts'

/**
 * How many due reviews would be claimed before a pending one if all took the same time: everybody's next one comes
 * before anybody's one after that, and those who have some running already are that many rounds behind.
 */
export async function positionInLine(id: string): Promise<number> {
  return (await lookAtLine('')).get(id) ?? (await look(id)).get(id) ?? 0
}

const lookAtLine = shared(() => look(null))

/** @param guest one that is not due yet, and looks where it would stand. */
async function look(guest: string | null): Promise<Map<string, number>> {
  const place = turn(sql`run_at`, sql`priority`)
  const rows = await db().execute<{ id: string; before: number }>(sql`
    with busy as (select user_id, count(*) as running from ${reviews} where status = 'running' group by user_id),
    line as (
      select id, ${place} as turn,
        row_number() over (partition by user_id order by ${place}, id) + coalesce(running, 0) as round
      from ${reviews} waiting left join busy using (user_id)
      where status = 'pending' and (run_at <= now() or id = ${guest}::uuid))
    select id, (row_number() over (order by round, turn, id))::int - 1 as before from line`)
  return new Map(rows.map(({ id, before }) => [id, before]))
}
