// A session: begun at sign-in, carried on by refreshing, ended once and for all.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { AuditAction } from '#contract/settings.ts'
import { db, type Transaction } from '#db/client.ts'
import { refreshTokens, sessions, users } from '#db/schema/accounts.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { signAccessToken } from './access-token.ts'
import { writeDown } from './audit.ts'
import { randomSecret, sha256, successorOf } from './secrets.ts'
import { forgetSession } from './session-cache.ts'
import { announceEnd } from './session-end.ts'

export const ABSOLUTE_DAYS = 30
const IDLE = sql`interval '7 days'`
/** Two tabs that refresh at once, or an answer that got lost, get the same successor within this time. */
const GRACE = sql`interval '10 seconds'`

/** What goes into the two cookies. `accessExpiresAt` is an ISO time. */
export type TokenPair = { access: string; refresh: string; accessExpiresAt: string }
export type Device = { userAgent: string | null; address: string | null }

export async function startSession(
  tx: Transaction,
  userId: string,
  workspaceId: string,
  device: Device,
): Promise<TokenPair> {
  const refresh = randomSecret()
  const expiresAt = sql`now() + ${`${ABSOLUTE_DAYS} days`}::interval`
  const [session] = await tx
    .insert(sessions)
    .values({
      userId,
      workspaceId,
      expiresAt,
      userAgent: device.userAgent?.slice(0, 300) ?? null,
      address: device.address,
    })
    .returning({ id: sessions.id })
  const sessionId = (session as { id: string }).id
  await tx.insert(refreshTokens).values({ hash: sha256(refresh), sessionId })
  return pair(userId, sessionId, refresh)
}

/**
 * The next pair for a refresh token, or null when it is no good. A second use of a used-up token means that somebody
 * else has it: the whole session ends.
 */
export async function refreshSession(refreshToken: string, address: string | null = null): Promise<TokenPair | null> {
  const result = await db().transaction((tx) => rotate(tx, refreshToken, address))
  if (result.reused) {
    log.warn({ sessionId: result.reused }, 'session.refresh-reuse')
    await tellEnd(result.reused, null)
  }
  return result.next ? pair(result.next.userId, result.next.sessionId, successorOf(refreshToken)) : null
}

type Rotation = { next: { userId: string; sessionId: string } | null; reused: string | null }
const refused: Rotation = { next: null, reused: null }

async function rotate(tx: Transaction, refreshToken: string, address: string | null): Promise<Rotation> {
  const hash = sha256(refreshToken)
  const successorHash = sha256(successorOf(refreshToken))
  const [token] = await tx
    .select({
      sessionId: sessions.id,
      userId: sessions.userId,
      alive: sql<boolean>`${sessions.endedAt} is null and ${sessions.expiresAt} > now()
        and ${sessions.lastUsedAt} > now() - ${IDLE} and ${users.disabledAt} is null`,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(refreshTokens.hash, hash))
    .for('update', { of: sessions })
  if (!token?.alive) return refused
  const { sessionId, userId } = token
  const next = { userId, sessionId }

  // The row was read before its lock was had: only this write tells who was first.
  const [first] = await tx
    .update(refreshTokens)
    .set({ usedAt: sql`now()`, successorHash })
    .where(and(eq(refreshTokens.hash, hash), isNull(refreshTokens.usedAt)))
    .returning({ hash: refreshTokens.hash })
  if (first) {
    await tx.insert(refreshTokens).values({ hash: successorHash, sessionId })
    await tx.update(sessions).set({ lastUsedAt: sql`now()` }).where(eq(sessions.id, sessionId))
    return { next, reused: null }
  }
  const fresh = and(eq(refreshTokens.hash, successorHash), isNull(refreshTokens.usedAt))
  const [again] = await tx
    .select({ inGrace: sql<boolean>`${refreshTokens.usedAt} > now() - ${GRACE}` })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash))
  if (again?.inGrace && (await tx.$count(refreshTokens, fresh))) return { next, reused: null }
  await end(tx, sessionId, 'refresh-reuse', address)
  return { next: null, reused: sessionId }
}

/** Postgres first; then what Redis remembers. `jti` is the access token in hand, if any. */
export async function endSession(
  sessionId: string,
  because: string,
  jti: string | null,
  address: string | null = null,
): Promise<void> {
  await db().transaction((tx) => end(tx, sessionId, because, address))
  await tellEnd(sessionId, jti)
}

/** Told to live sockets last: whoever they let back in by then asks who it is, and hears that it is over. */
async function tellEnd(sessionId: string, jti: string | null): Promise<void> {
  await forgetSession(sessionId, jti)
  await announceEnd(sessionId)
}

// Other ends are written down by whoever decides on them.
const audited: Record<string, AuditAction> = { logout: 'session.logout', 'refresh-reuse': 'session.refresh-reuse' }

async function end(tx: Transaction, sessionId: string, endedBecause: string, address: string | null): Promise<void> {
  const [ended] = await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedBecause })
    .from(users)
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt), eq(users.id, sessions.userId)))
    .returning({ userId: users.id, email: users.email, workspaceId: sessions.workspaceId })
  const action = audited[endedBecause]
  if (ended && action) await writeDown(tx, { action, actor: ended, workspaceId: ended.workspaceId, address })
}

/** The session a refresh token belongs to, so that signing out works when the access token has run out. */
export async function sessionOfRefreshToken(refreshToken: string): Promise<string | null> {
  const [row] = await db()
    .select({ sessionId: refreshTokens.sessionId })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, sha256(refreshToken)))
  return row?.sessionId ?? null
}

async function pair(userId: string, sessionId: string, refresh: string): Promise<TokenPair> {
  const accessExpiresAt = new Date(Date.now() + env().ACCESS_TOKEN_TTL * 1000).toISOString()
  return { access: await signAccessToken(userId, sessionId), refresh, accessExpiresAt }
}
