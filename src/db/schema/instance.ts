// Running the instance: tokens of the API, links that work once, and the record of what was done.
import { sql } from 'drizzle-orm'
import { bigint, check, index, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { auditActions, type Scope } from '#contract/settings.ts'
import { users, workspaces } from './accounts.ts'

export const auditAction = pgEnum('audit_action', auditActions)

const at = () => timestamp({ withTimezone: true })
const userId = () =>
  uuid()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

export const apiTokens = pgTable(
  'api_tokens',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: userId(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    hint: text().notNull(),
    /** SHA-256 of the secret, which is told once and kept nowhere. */
    hash: text().notNull().unique(),
    scopes: text().array().$type<Scope[]>().notNull(),
    createdAt: at().notNull().defaultNow(),
    expiresAt: at().notNull(),
    lastUsedAt: at(),
    revokedAt: at(),
  },
  (t) => [index().on(t.userId), check('api_tokens_some_scope', sql`cardinality(${t.scopes}) > 0`)],
)

export const passwordResets = pgTable(
  'password_resets',
  {
    hash: text().primaryKey(),
    userId: userId(),
    createdAt: at().notNull().defaultNow(),
    expiresAt: at().notNull(),
    usedAt: at(),
  },
  (t) => [index().on(t.userId)],
)

export const invitations = pgTable('invitations', {
  id: uuid().primaryKey().defaultRandom(),
  hash: text().notNull().unique(),
  note: text(),
  createdBy: userId(),
  createdAt: at().notNull().defaultNow(),
  expiresAt: at().notNull(),
  usedBy: uuid().references(() => users.id, { onDelete: 'cascade' }),
  revokedAt: at(),
})

/** Append-only (a trigger sees to it), and without foreign keys: what was done stays, whoever is deleted. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: at().notNull().defaultNow(),
    action: auditAction().notNull(),
    workspaceId: uuid(),
    actorId: uuid(),
    actorEmail: text(),
    address: text(),
    target: text(),
  },
  (t) => [index().on(t.workspaceId, t.id)],
)
