// API tokens: what a program holds instead of a cookie, with scopes and an end.

import { crc32 } from 'node:zlib'
import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import type { CreatedToken, NewToken, Scope, Token } from '#contract/settings.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { apiTokens } from '#db/schema/instance.ts'
import type { Actor } from './actor.ts'
import { writeDown } from './audit.ts'
import { randomSecret, sha256 } from './secrets.ts'
import { announceEnd } from './session-end.ts'

const PREFIX = 'lintel_'
const MAX_TOKENS = 50

const usable = and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql`now()`))

/** Throws `conflict` when there are too many already. */
export async function createToken(
  actor: Actor,
  { name, scopes, expiresInDays }: NewToken,
  address: string,
): Promise<CreatedToken> {
  const { userId, workspaceId } = actor
  if ((await db().$count(apiTokens, and(eq(apiTokens.userId, userId), usable))) >= MAX_TOKENS)
    throw new Problem('conflict', `You have ${MAX_TOKENS} tokens. Revoke one first.`)
  const secret = withChecksum(PREFIX + randomSecret())
  const expiresAt = sql`now() + make_interval(days => ${expiresInDays}::int)`
  const hint = secret.slice(0, PREFIX.length + 4)
  return db().transaction(async (tx) => {
    const [row] = await tx
      .insert(apiTokens)
      .values({ userId, workspaceId, name, hint, hash: sha256(secret), scopes: [...new Set(scopes)], expiresAt })
      .returning()
    await writeDown(tx, { action: 'token.created', actor, workspaceId, address, target: name })
    return { ...asToken(row as TokenRow), secret }
  })
}

export async function listTokens({ userId }: Actor): Promise<Token[]> {
  const own = and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt))
  return (await db().select().from(apiTokens).where(own).orderBy(desc(apiTokens.createdAt)).limit(200)).map(asToken)
}

/** At once: every request asks Postgres. Throws `not-found`. */
export async function revokeToken(actor: Actor, id: string, address: string): Promise<void> {
  await db().transaction(async (tx) => {
    const own = and(eq(apiTokens.id, id), eq(apiTokens.userId, actor.userId), isNull(apiTokens.revokedAt))
    const [row] = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(own)
      .returning({ name: apiTokens.name })
    if (!row) throw new Problem('not-found', 'There is no such token.')
    await writeDown(tx, { action: 'token.revoked', actor, workspaceId: actor.workspaceId, address, target: row.name })
  })
  await announceEnd(id)
}

/** `sessionId` of the actor is the token's id. Null for a token that is wrong, too old, revoked, or of a disabled person. */
export async function authenticateToken(secret: string): Promise<{ actor: Actor; scopes: Scope[] } | null> {
  if (!isWellFormed(secret)) return null
  const [row] = await db()
    .select({
      id: apiTokens.id,
      scopes: apiTokens.scopes,
      userId: users.id,
      workspaceId: apiTokens.workspaceId,
      email: users.email,
      name: users.name,
      role: users.role,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(and(eq(apiTokens.hash, sha256(secret)), usable, isNull(users.disabledAt)))
  if (!row) return null
  const { id, scopes, ...person } = row
  await noteUse(id)
  return { actor: { ...person, sessionId: id }, scopes }
}

/** Once a minute is often enough to know whether a token is in use. */
async function noteUse(id: string): Promise<void> {
  const longAgo = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - interval '1 minute'`))
  await db()
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiTokens.id, id), longAgo))
}

// The checksum lets scanners, and us, tell a token from noise without asking anybody.
const checksum = (text: string) => crc32(text).toString(36).padStart(7, '0')
const withChecksum = (text: string) => text + checksum(text)
const isWellFormed = (secret: string) =>
  /^lintel_[\w-]{43}[0-9a-z]{7}$/.test(secret) && checksum(secret.slice(0, -7)) === secret.slice(-7)

type TokenRow = typeof apiTokens.$inferSelect
const asToken = ({ id, name, hint, scopes, createdAt, expiresAt, lastUsedAt }: TokenRow): Token => ({
  id,
  name,
  hint,
  scopes,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})
