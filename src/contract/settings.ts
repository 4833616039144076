// What people manage about themselves: sessions, password, API tokens, and the record of what was done.
import { z } from 'zod'
import { MAX_PASSWORD } from './account.ts'
import { isText, NOT_TEXT } from './text.ts'

const name = z.string().trim().min(1, 'A name is needed.').max(100).refine(isText, NOT_TEXT)
const newPassword = z
  .string()
  .refine((password) => [...password].length <= MAX_PASSWORD, `A password may have at most ${MAX_PASSWORD} characters.`)

export const Session = z.strictObject({
  id: z.uuid(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** The one this request came with. */
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const Profile = z.strictObject({ name: name.nullable() })
export type Profile = z.infer<typeof Profile>

export const PasswordChange = z.strictObject({ currentPassword: z.string().max(1024), newPassword })
export type PasswordChange = z.infer<typeof PasswordChange>

export const PasswordReset = z.strictObject({ token: z.string().max(200), newPassword })
export type PasswordReset = z.infer<typeof PasswordReset>

/** Whatever a cookie can do, but for the account itself. */
export const scopes = ['reviews:read', 'reviews:write', 'projects:read', 'projects:write'] as const
export type Scope = (typeof scopes)[number]

export const MAX_TOKEN_DAYS = 365

export const NewToken = z.strictObject({
  name,
  scopes: z.array(z.enum(scopes)).min(1, 'A token without a scope could do nothing.').max(scopes.length),
  expiresInDays: z.int().min(1).max(MAX_TOKEN_DAYS).default(90),
})
export type NewToken = z.infer<typeof NewToken>

export const Token = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** The beginning of the secret, to know it by. */
  hint: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type Token = z.infer<typeof Token>

/** The secret is told this once. */
export const CreatedToken = z.strictObject({ ...Token.shape, secret: z.string() })
export type CreatedToken = z.infer<typeof CreatedToken>

export const auditActions = [
  'account.registered',
  'account.linked',
  'session.login',
  'session.login-failed',
  'session.logout',
  'session.ended',
  'session.refresh-reuse',
  'password.changed',
  'password.reset',
  'token.created',
  'token.revoked',
  'person.disabled',
  'person.enabled',
  'person.sessions-ended',
  'person.reset-link',
  'invitation.created',
  'invitation.revoked',
  'project.exported',
  'project.deleted',
  'rule.created',
  'rule.changed',
  'rule.deleted',
  'rule.configured',
  'guideline.saved',
  'guideline.deleted',
  'webhook.saved',
  'webhook.removed',
  'webhook.secret-changed',
  'retention.changed',
  'data.exported',
  'account.deleted',
] as const
export type AuditAction = (typeof auditActions)[number]

export const AuditEvent = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.enum(auditActions),
  /** Who did it, as far as it is known. */
  actorEmail: z.string().nullable(),
  address: z.string().nullable(),
  /** What it was done to, in words. */
  target: z.string().nullable(),
})
export type AuditEvent = z.infer<typeof AuditEvent>
