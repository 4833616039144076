// Somebody new: an account, a workspace of their own, and a first session.
import { eq, isNull, sql } from 'drizzle-orm'
import type { Registration, User } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import { type Database, db, type Transaction } from '#db/client.ts'
import { memberships, users, workspaces } from '#db/schema/accounts.ts'
import { env } from '#env.ts'
import { writeDown } from './audit.ts'
import { redeemInvitation, requireOpenInvitation } from './invite.ts'
import { checkPassword, hashPassword } from './password.ts'
import { type Device, startSession, type TokenPair } from './session.ts'

/** The first account is the instance's administrator. Throws `email-taken`, `invalid`, or `forbidden` when closed. */
export async function register(registration: Registration, device: Device): Promise<{ user: User; tokens: TokenPair }> {
  const { email, password, name = null, invitation = null } = registration
  checkPassword(password, email)
  // Before the hash and the address: whoever may not come in costs nothing, and learns nothing of who is in.
  await requireAdmission(invitation)
  const passwordHash = await hashPassword(password)
  return db().transaction(async (tx) => {
    const { user, workspaceId } = await createAccount(tx, { email, name, passwordHash, invitation }, device)
    return { user, tokens: await startSession(tx, user.id, workspaceId, device) }
  })
}

type NewAccount = { email: string; name: string | null; passwordHash: string | null; invitation: string | null }

export async function createAccount(
  tx: Transaction,
  account: NewAccount,
  { address }: Device,
): Promise<{ user: User; workspaceId: string }> {
  const { user, isFirst } = await insertUser(tx, account)
  if (!isFirst) await admit(tx, user, account.invitation)
  const workspaceId = await insertPersonalWorkspace(tx, user)
  const actor = { userId: user.id, email: user.email }
  await writeDown(tx, { action: 'account.registered', actor, workspaceId, address, target: user.email })
  return { user, workspaceId }
}

const FIRST_ACCOUNT_LOCK = 728_001

async function requireAdmission(invitation: string | null): Promise<void> {
  if (env().REGISTRATION === 'open' || (await noAccountYet())) return
  requireWelcome(invitation)
  if (invitation) await requireOpenInvitation(invitation)
}

function requireWelcome(invitation: string | null): void {
  const { REGISTRATION } = env()
  if (REGISTRATION === 'closed')
    throw new Problem('forbidden', 'This instance takes no new accounts. Ask its administrator.')
  if (REGISTRATION === 'invite' && !invitation)
    throw new Problem('forbidden', 'An invitation is needed to register here. Ask the administrator for one.')
}

/** An invitation is used up even where none is needed, so that its maker sees who came. */
async function admit(tx: Transaction, user: User, invitation: string | null): Promise<void> {
  requireWelcome(invitation)
  if (invitation) await redeemInvitation(tx, invitation, user.id)
}

async function insertUser(tx: Transaction, account: NewAccount): Promise<{ user: User; isFirst: boolean }> {
  const { email, name, passwordHash } = account
  const isFirst = await noneYet(tx)
  const [user] = await tx
    .insert(users)
    .values({ email, name, passwordHash, role: isFirst ? 'administrator' : 'member' })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id, email: users.email, name: users.name, role: users.role })
  if (!user) {
    const message = 'There is an account with this e-mail address. Sign in instead.'
    throw new Problem('email-taken', message, { errors: [{ path: 'email', message }] })
  }
  return { user, isFirst }
}

/** Of two people who register first at the same moment, one is first. */
async function noneYet(tx: Transaction): Promise<boolean> {
  if (await anyUser(tx)) return false
  await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`)
  return !(await anyUser(tx))
}

/** The first account may always be made, by whoever comes first: the administrator. */
export const noAccountYet = async () => !(await anyUser(db()))

const anyUser = async (tx: Transaction | Database) =>
  (await tx.select({ id: users.id }).from(users).where(isNull(users.deletedAt)).limit(1)).length > 0

async function insertPersonalWorkspace(tx: Transaction, user: User): Promise<string> {
  const name = `${user.name ?? user.email.split('@')[0]}'s workspace`
  const [workspace] = await tx.insert(workspaces).values({ name, kind: 'personal' }).returning({ id: workspaces.id })
  const workspaceId = (workspace as { id: string }).id
  await tx.insert(memberships).values({ workspaceId, userId: user.id, role: 'owner' })
  return workspaceId
}

/** The workspace a person starts in: their own. */
export async function homeWorkspace(tx: Transaction, userId: string): Promise<string> {
  const [row] = await tx
    .select({ workspaceId: memberships.workspaceId })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.userId, userId))
    .orderBy(workspaces.kind, memberships.createdAt)
    .limit(1)
  if (!row) throw new Error(`user ${userId} belongs to no workspace`)
  return row.workspaceId
}
