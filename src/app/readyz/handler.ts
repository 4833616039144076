// GET: 503 when this process should get no traffic.
import { sql } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { type Asked, open } from '../api/handle.ts'

export const GET = open<Asked>(null, async () => {
  await db()
    .select({ one: sql`1` })
    .from(reviews)
    .limit(1)
    .catch(() => {
      throw new Problem('unavailable', 'Postgres cannot be reached, or its tables are missing.', {
        retryAfterSeconds: 5,
      })
    })
  return Response.json({ ready: true })
})
