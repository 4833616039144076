// From an access token to an actor: the signature, then Redis, then Postgres, which has the last word.
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { sessions, users } from '#db/schema/accounts.ts'
import { verifyAccessToken } from './access-token.ts'
import type { Actor } from './actor.ts'
import { keepSession, recallSession } from './session-cache.ts'

/** `expiresAt` in seconds since 1970. */
export type Authenticated = { actor: Actor; jti: string; expiresAt: number }

/** Null when the token is missing, wrong, too old, or its session is over. A database that is down is an error, never a pass. */
export async function authenticate(
  accessToken: string | undefined,
  meanwhile?: (userId: string) => void,
): Promise<Authenticated | null> {
  const claims = accessToken ? await verifyAccessToken(accessToken) : null
  if (!claims) return null
  meanwhile?.(claims.sub)
  const known = await recallSession(claims.sid, claims.jti)
  if (known.actor === 'over') return null
  const actor = known.actor ?? (await findActor(claims.sid))
  if (!actor || actor.userId !== claims.sub) return null
  if (!known.actor) await keepSession(actor, known.generation)
  return { actor, jti: claims.jti, expiresAt: claims.exp }
}

async function findActor(sessionId: string): Promise<Actor | null> {
  const alive = and(
    eq(sessions.id, sessionId),
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, sql`now()`),
    isNull(users.disabledAt),
  )
  const [row] = await db()
    .select({
      userId: users.id,
      workspaceId: sessions.workspaceId,
      sessionId: sessions.id,
      email: users.email,
      name: users.name,
      role: users.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(alive)
  return row ?? null
}
