// The end of a session, a token or an account, told to whoever holds a line open for it.
import { EventEmitter } from 'node:events'
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { sessions, users } from '#db/schema/accounts.ts'
import { apiTokens } from '#db/schema/instance.ts'
import { log } from '#log.ts'
import { once } from '#once.ts'
import { openSubscriberRedis, redis } from '#redis.ts'

const CHANNEL = 'ended'

/** @param id of the session, of the token, or of a person whose sessions and tokens are all over. */
export async function announceEnd(id: string): Promise<void> {
  heard().emit(CHANNEL, id)
  await redis()
    .publish(CHANNEL, id)
    .catch((error) => log.warn({ error: error.message }, 'session.end-unsaid'))
}

/** News may be lost: whoever must be sure asks `findEnded` from time to time. Returns how to stop listening. */
export function onEnd(listener: (id: string) => void): () => void {
  once('ends', () => {
    const connection = openSubscriberRedis()
    connection.on('message', (_, id) => heard().emit(CHANNEL, id))
    connection.subscribe(CHANNEL).catch((error) => log.warn({ error: error.message }, 'session.ends-unheard'))
    return connection
  })
  heard().on(CHANNEL, listener)
  return () => void heard().off(CHANNEL, listener)
}

const heard = () => once('ends-heard', () => new EventEmitter().setMaxListeners(0))

/** Those of the sessions and tokens that are no longer good, as Postgres knows it. */
export async function findEnded(ids: string[]): Promise<string[]> {
  const [aliveSessions, aliveTokens] = await Promise.all([
    db()
      .select({ id: sessions.id })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(
        and(
          inArray(sessions.id, ids),
          isNull(sessions.endedAt),
          gt(sessions.expiresAt, sql`now()`),
          isNull(users.disabledAt),
        ),
      ),
    db()
      .select({ id: apiTokens.id })
      .from(apiTokens)
      .innerJoin(users, eq(users.id, apiTokens.userId))
      .where(
        and(
          inArray(apiTokens.id, ids),
          isNull(apiTokens.revokedAt),
          gt(apiTokens.expiresAt, sql`now()`),
          isNull(users.disabledAt),
        ),
      ),
  ])
  const alive = new Set([...aliveSessions, ...aliveTokens].map(({ id }) => id))
  return ids.filter((id) => !alive.has(id))
}
