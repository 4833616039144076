// What Redis remembers about sessions: who they belong to, and which are over.

import { env } from '#env.ts'
import { log } from '#log.ts'
import { cacheReads } from '#metrics.ts'
import { once } from '#once.ts'
import { redis } from '#redis.ts'
import type { Actor } from './actor.ts'

const CACHE_SECONDS = 30

const cached = (sessionId: string) => `session:${sessionId}`
const endedSession = (sessionId: string) => `ended:session:${sessionId}`
const endedToken = (jti: string) => `ended:token:${jti}`

/** The actor; 'over' when the session or this token was ended; null when Redis cannot tell. */
export async function recallSession(sessionId: string, jti: string): Promise<Actor | 'over' | null> {
  try {
    const [actor, session, token] = await redis().mget(cached(sessionId), endedSession(sessionId), endedToken(jti))
    cacheReads.inc({ what: 'session', result: actor ? 'hit' : 'miss' })
    if (session || token) return 'over'
    return actor ? JSON.parse(actor) : null
  } catch {
    cacheReads.inc({ what: 'session', result: 'unreachable' })
    return null
  }
}

export async function keepSession(actor: Actor): Promise<void> {
  await redis()
    .set(cached(actor.sessionId), JSON.stringify(actor), 'EX', CACHE_SECONDS)
    .then(() => cacheReads.inc({ what: 'session', result: 'refill' }))
    .catch(() => {})
}

/**
 * Kept as long as an access token of the session can still be good. With Redis gone, nobody is told from there, and what
 * could not be said is said first of all when it is back: what it remembers may be from before.
 */
export async function forgetSession(sessionId: string, jti: string | null): Promise<void> {
  await tellRedis(sessionId, jti).catch((error) => {
    log.warn({ error: error.message }, 'session.forget-later')
    unsaid().set(sessionId, jti)
  })
}

async function tellRedis(sessionId: string, jti: string | null): Promise<void> {
  const seconds = env().ACCESS_TOKEN_TTL + 5
  const pipeline = redis().pipeline().del(cached(sessionId)).set(endedSession(sessionId), '1', 'EX', seconds)
  if (jti) pipeline.set(endedToken(jti), '1', 'EX', seconds)
  const answers = (await pipeline.exec()) ?? []
  const [failure] = answers.flatMap(([error]) => (error ? [error] : []))
  if (failure) throw failure
}

const unsaid = () =>
  once('unsaid-ends', () => {
    const ends = new Map<string, string | null>()
    redis().on('ready', () => {
      const due = [...ends]
      ends.clear()
      for (const [sessionId, jti] of due) void forgetSession(sessionId, jti)
    })
    return ends
  })
