// Behind a real PgBouncer in transaction mode, where each statement may meet another connection.
import { expect, test } from 'playwright/test'
import { env } from '#env.ts'
import { apart } from '../../bin/testing/apart.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { findPgBouncer, missingPgBouncer, type PgBouncer, startPgBouncer } from '../../bin/testing/pgbouncer.ts'
import { clearReviews, oneFile } from '../../bin/testing/reviews.ts'

let bouncer: PgBouncer
test.describe.configure({ timeout: 120_000 })
test.beforeAll(async () => {
  test.info().skip(!findPgBouncer(), missingPgBouncer)
  bouncer = await startPgBouncer(env().DATABASE_URL, { timeOut: 1500 })
})
test.beforeEach(clearReviews)
test.afterAll(() => bouncer?.end())

test('many at once share four connections: locks, limits, time-outs and migrations hold', async () => {
  const people = [await newPerson(), await newPerson()].map(({ actor }) => actor)
  const seen = await apart<Record<string, unknown>>(
    { ...bouncer.settings, DATABASE_POOL: '30', RATE_LIMIT_REVIEWS: '1000/h' },
    `const { sql } = await import('drizzle-orm')
     const { db, endsStatements } = await import('#db/client.ts')
     const { submitReview } = await import('#reviews/submit.ts')
     const { claimReview } = await import('#reviews/claim.ts')
     const { readHealth } = await import('./src/app/healthz/health.ts')
     const { migrateDatabase } = await import('./bin/launch/migrate.ts')
     const { connectRedis } = await import('#redis.ts')
     await connectRedis()
     const submit = (actor) => submitReview(actor, ${JSON.stringify(oneFile)}, null)
     const tries = ${JSON.stringify(people)}.flatMap((actor) => Array.from({ length: 30 }, () => submit(actor)))
     const accepted = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
     const ids = accepted.map(({ value }) => value.accepted.id)
     const claims = await Promise.all([...ids, ...ids].map((id) => claimReview(id, 'a test')))
     await db().transaction((tx) => tx.execute(sql\`set local statement_timeout = '1min'\`))
     await Promise.all([1, 2, 3].map(() => migrateDatabase(process.env.DATABASE_URL)))
     const timeOuts = await Promise.all(Array.from({ length: 30 }, () =>
       db().execute(sql\`select current_setting('statement_timeout') as held, pg_sleep(0.05)\`)))
     const [{ locks }] = await db().execute(sql\`select count(*)::int as locks from pg_locks
       where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())\`)
     const [{ connections }] = await db().execute(sql\`select count(*)::int as connections from pg_stat_activity
       where datname = current_database() and application_name = 'lintel' and query like '%pg_sleep(0.05)%'\`)
     const hung = await db().execute(sql\`select pg_sleep(30)\`).then(() => 'slept', ({ cause }) => cause.code)
     const { postgres, warnings } = await readHealth()
     tell({ accepted: ids.length, claimed: claims.filter(Boolean).length, held: [...new Set(timeOuts.map(([row]) => row.held))],
       locks, connections, hung, postgres, ends: await endsStatements(), warnings })`,
  )
  expect(seen).toMatchObject({ accepted: 40, claimed: 4, held: ['1500ms'], locks: 0, hung: '57014' })
  expect(seen).toMatchObject({ postgres: 'ok', ends: true })
  expect(seen.connections).toBeLessThanOrEqual(4)
})

test('a PgBouncer that sets no time-out is told of', async () => {
  const careless = await startPgBouncer(env().DATABASE_URL, { timeOut: 0 })
  const told = await apart<string[]>(
    careless.settings,
    `const { readHealth } = await import('./src/app/healthz/health.ts')
     tell((await readHealth()).warnings)`,
  )
  await careless.end()
  expect(told.join(' ')).toContain('statement_timeout')
})
