// What Redis remembers about sessions: who they belong to, and which are over.
import { env } from '#env.ts'
import { log } from '#log.ts'
import { cacheReads } from '#metrics.ts'
import { once } from '#once.ts'
import { onRedis, readKeys, redis } from '#redis.ts'
import type { Actor } from './actor.ts'
import { beginGeneration, doubtRedis, GENERATION, isStill } from './session-generation.ts'

const CACHE_SECONDS = 30

const cached = (sessionId: string) => `session:${sessionId}`
const endedSession = (sessionId: string) => `ended:session:${sessionId}`
const endedToken = (jti: string) => `ended:token:${jti}`

/** `generation`: under which an actor found elsewhere may be kept; null when Redis cannot be trusted with it. */
export type Recalled = { actor: Actor | 'over' | null; generation: string | null }
type Kept = { generation: string; actor: Actor }

const nothing: Recalled = { actor: null, generation: null }

/** The actor; 'over' when the session or this token was ended; null when Redis cannot tell. */
export async function recallSession(sessionId: string, jti: string): Promise<Recalled> {
  try {
    const trust = await beginGeneration()
    const keys = [GENERATION, cached(sessionId), endedSession(sessionId), endedToken(jti)]
    const [generation = null, text = null, session, token] = (await readKeys(...keys)).map(
      (value) => value && `${value}`,
    )
    if (generation === null) doubtRedis() // it was flushed: the next who asks begins anew
    const kept: Kept | null = text ? JSON.parse(text) : null
    // A command is sent again after a reconnect, and then answered from what Redis remembers from before.
    const good = isStill(trust) && kept !== null && kept.generation === generation
    cacheReads.inc({ what: 'session', result: good ? 'hit' : 'miss' })
    if (session || token) return { actor: 'over', generation: null }
    return { actor: good ? kept.actor : null, generation: isStill(trust) ? generation : null }
  } catch {
    cacheReads.inc({ what: 'session', result: 'unreachable' })
    return nothing
  }
}

/** @param generation that of before the actor was looked up: what has ended since is not kept as alive. */
export async function keepSession(actor: Actor, generation: string | null): Promise<void> {
  if (generation === null) return
  const kept: Kept = { generation, actor }
  await redis()
    .set(cached(actor.sessionId), JSON.stringify(kept), 'EX', CACHE_SECONDS)
    .then(() => cacheReads.inc({ what: 'session', result: 'refill' }))
    .catch(() => {})
}

/** So that a change of who it belongs to is seen by the next request. */
export async function forgetActor(sessionId: string): Promise<void> {
  await redis()
    .del(cached(sessionId))
    .catch(() => doubtRedis())
}

/**
 * Kept as long as an access token of the session can still be good. With Redis gone, nobody is told from there; what could
 * not be said is said when it is back, and a new generation makes sure that nobody believes what it remembers from before.
 */
export async function forgetSession(sessionId: string, jti: string | null): Promise<void> {
  await tellRedis(sessionId, jti).catch((error) => {
    log.warn({ error: error.message }, 'session.forget-later')
    doubtRedis()
    unsaid().set(sessionId, jti)
  })
}

async function tellRedis(sessionId: string, jti: string | null): Promise<void> {
  const seconds = env().ACCESS_TOKEN_TTL + 5
  await Promise.all([
    redis().del(cached(sessionId)),
    redis().set(endedSession(sessionId), '1', 'EX', seconds),
    jti && redis().set(endedToken(jti), '1', 'EX', seconds),
  ])
}

const unsaid = () =>
  once('unsaid-ends', () => {
    const ends = new Map<string, string | null>()
    onRedis('made', () => {
      const due = [...ends]
      ends.clear()
      for (const [sessionId, jti] of due) void forgetSession(sessionId, jti)
    })
    return ends
  })
