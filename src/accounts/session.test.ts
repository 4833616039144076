// The life of a session: carried on by refreshing, over when a token is used twice, ended once and for all.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { apart, NO_REDIS } from '../../bin/testing/apart.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { db } from '../db/client.ts'
import { refreshTokens, sessions, users } from '../db/schema/accounts.ts'
import { redis } from '../redis.ts'
import { authenticate } from './authenticate.ts'
import { endSession, refreshSession, type TokenPair } from './session.ts'
import { signOut } from './sign-out.ts'

const tokensOf = ({ actor }: Person) =>
  db().select().from(refreshTokens).where(eq(refreshTokens.sessionId, actor.sessionId))
const sessionOf = async ({ actor }: Person) =>
  (await db().select().from(sessions).where(eq(sessions.id, actor.sessionId)))[0]
const isAlive = async ({ access }: TokenPair) => (await authenticate(access)) !== null

/** As if everything about the session had happened that much earlier. */
const age = async ({ actor }: Person, by: string) => {
  const earlier = sql.raw(`- interval '${by}'`)
  const id = actor.sessionId
  await db().execute(sql`update refresh_tokens set used_at = used_at ${earlier} where session_id = ${id}`)
  await db().execute(
    sql`update sessions set last_used_at = last_used_at ${earlier}, expires_at = expires_at ${earlier} where id = ${id}`,
  )
}

test('S2: only hashes are kept', async () => {
  const person = await newPerson()
  const rows = JSON.stringify([await tokensOf(person), await sessionOf(person)])
  expect(rows).not.toContain(person.tokens.refresh)
  expect(Buffer.from(person.tokens.refresh, 'base64url')).toHaveLength(32)
})

test('S2: 50 refreshes at once are one rotation with one successor', async () => {
  const person = await newPerson()
  const pairs = await Promise.all(Array.from({ length: 50 }, () => refreshSession(person.tokens.refresh)))
  const successors = new Set(pairs.map((pair) => pair?.refresh))
  expect(successors.size).toBe(1)
  expect(successors.has(person.tokens.refresh)).toBe(false)
  const rows = await tokensOf(person)
  expect([rows.length, rows.filter(({ usedAt }) => usedAt === null).length]).toEqual([2, 1])
  for (const pair of pairs) expect(await isAlive(pair as TokenPair)).toBe(true)
})

test('S2: an answer that got lost is given again for ten seconds, then the family is dead', async () => {
  const person = await newPerson()
  const next = (await refreshSession(person.tokens.refresh)) as TokenPair
  await age(person, '9 seconds')
  expect((await refreshSession(person.tokens.refresh))?.refresh).toBe(next.refresh)
  await age(person, '2 seconds')
  expect(await refreshSession(person.tokens.refresh)).toBeNull()
  expect(await refreshSession(next.refresh)).toBeNull()
  expect(await isAlive(next)).toBe(false)
  expect(await isAlive(person.tokens)).toBe(false)
  expect((await sessionOf(person))?.endedBecause).toBe('refresh-reuse')
})

test('S2: a token whose successor was used already ends the family, however soon', async () => {
  const person = await newPerson()
  const second = (await refreshSession(person.tokens.refresh)) as TokenPair
  const third = (await refreshSession(second.refresh)) as TokenPair
  expect(await refreshSession(person.tokens.refresh)).toBeNull()
  expect(await refreshSession(third.refresh)).toBeNull()
  expect(await isAlive(third)).toBe(false)
})

test('S2: one family dies alone', async () => {
  const [one, other] = [await newPerson(), await newPerson()]
  await endSession(one.actor.sessionId, 'test', null)
  expect(await isAlive(other.tokens)).toBe(true)
  expect(await refreshSession(other.tokens.refresh)).not.toBeNull()
})

for (const nothing of ['', 'x', 'A'.repeat(43), 'A'.repeat(100_000)])
  test(`a refresh token of ${nothing.length} characters that was never given is refused`, async () => {
    expect(await refreshSession(nothing)).toBeNull()
  })

test('S4: after signing out both tokens are no good, with and without what Redis remembers', async () => {
  const person = await newPerson()
  expect(await isAlive(person.tokens)).toBe(true)
  await signOut({ access: person.tokens.access, refresh: undefined }, '127.0.0.1')
  const isOver = async () => {
    expect(await isAlive(person.tokens)).toBe(false)
    expect(await refreshSession(person.tokens.refresh)).toBeNull()
  }
  await isOver()
  await redis().flushdb()
  await isOver()
  const elsewhere = await apart<boolean>(
    NO_REDIS,
    `import { authenticate } from '#accounts/authenticate.ts'
     tell((await authenticate('${person.tokens.access}')) === null)`,
  )
  expect(elsewhere).toBe(true)
})

test('S4: signing out works with the refresh token alone, and with none does nothing', async () => {
  const person = await newPerson()
  await signOut({ access: undefined, refresh: undefined }, '127.0.0.1')
  await signOut({ access: 'garbage', refresh: 'garbage' }, '127.0.0.1')
  expect(await isAlive(person.tokens)).toBe(true)
  await signOut({ access: 'an access token that ran out', refresh: person.tokens.refresh }, '127.0.0.1')
  expect(await isAlive(person.tokens)).toBe(false)
  expect((await sessionOf(person))?.endedBecause).toBe('logout')
})

test('S4: without Redis a session is looked up, carried on and ended in Postgres alone', async () => {
  const { tokens } = await newPerson()
  const steps = await apart<boolean[]>(
    NO_REDIS,
    `import { authenticate } from '#accounts/authenticate.ts'
     import { refreshSession } from '#accounts/session.ts'
     import { signOut } from '#accounts/sign-out.ts'
     const isAlive = async (token) => (await authenticate(token)) !== null
     const before = await isAlive('${tokens.access}')
     const next = await refreshSession('${tokens.refresh}')
     const carriedOn = await isAlive(next.access)
     await signOut({ access: next.access, refresh: next.refresh }, '127.0.0.1')
     tell([before, carriedOn, await isAlive(next.access), (await refreshSession(next.refresh)) !== null])`,
  )
  expect(steps).toEqual([true, true, false, false])
})

test('S5: a session that idles for seven days is over, and every one after thirty', async () => {
  const [busy, idle, old] = [await newPerson(), await newPerson(), await newPerson()]
  await age(busy, '6 days 23 hours')
  expect(await refreshSession(busy.tokens.refresh)).not.toBeNull()
  await age(idle, '7 days 1 minute')
  expect(await refreshSession(idle.tokens.refresh)).toBeNull()
  await age(old, '30 days 1 minute')
  await db().update(sessions).set({ lastUsedAt: sql`now()` }).where(eq(sessions.id, old.actor.sessionId))
  await redis().del(`session:${old.actor.sessionId}`)
  expect(await refreshSession(old.tokens.refresh)).toBeNull()
  expect(await isAlive(old.tokens)).toBe(false)
})

test('S5: somebody disabled cannot refresh, and is out when the minute of the cache is over', async () => {
  const person = await newPerson()
  await db().update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, person.actor.userId))
  expect(await refreshSession(person.tokens.refresh)).toBeNull()
  expect(await redis().ttl(`session:${person.actor.sessionId}`)).toBeLessThanOrEqual(60)
  await redis().del(`session:${person.actor.sessionId}`)
  expect(await isAlive(person.tokens)).toBe(false)
})

test('S4: a process with a new connection believes nothing that Redis remembers from before, nor does anybody from then on', async () => {
  const person = await newPerson()
  // Ended by a process that could not tell Redis, and is gone.
  await db().update(sessions).set({ endedAt: new Date() }).where(eq(sessions.id, person.actor.sessionId))
  expect(await isAlive(person.tokens)).toBe(true)
  const elsewhere = await apart<boolean>(
    {},
    `import { authenticate } from '#accounts/authenticate.ts'
     import { connectRedis } from '#redis.ts'
     await connectRedis()
     tell((await authenticate('${person.tokens.access}')) !== null)`,
  )
  expect([elsewhere, await isAlive(person.tokens)]).toEqual([false, false])
})

test('S4: after Redis was flushed sessions are remembered again', async () => {
  const person = await newPerson()
  const isRemembered = () => redis().exists(`session:${person.actor.sessionId}`)
  await redis().flushdb()
  for (let n = 0; n < 2; n++) expect(await isAlive(person.tokens)).toBe(true)
  expect(await isRemembered()).toBe(1)
})
