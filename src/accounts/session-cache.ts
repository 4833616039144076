// What Redis remembers about sessions: who they belong to, and which are over.

import { env } from '#env.ts'
import { log } from '#log.ts'
import { cacheReads } from '#metrics.ts'
import { redis } from '#redis.ts'
import type { Actor } from './actor.ts'

const CACHE_SECONDS = 60

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
    .catch(() => {})
}

/** Kept as long as an access token of the session can still be good. A Redis that is gone forgets by itself. */
export async function forgetSession(sessionId: string, jti: string | null): Promise<void> {
  const seconds = env().ACCESS_TOKEN_TTL + 5
  const pipeline = redis().pipeline().del(cached(sessionId)).set(endedSession(sessionId), '1', 'EX', seconds)
  if (jti) pipeline.set(endedToken(jti), '1', 'EX', seconds)
  await pipeline.exec().catch((error) => log.warn({ error: error.message }, 'session.forget-failed'))
}
