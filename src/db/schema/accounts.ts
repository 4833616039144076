// People, the workspaces they belong to, and the sessions they hold.
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

export const userRole = pgEnum('user_role', ['administrator', 'member'])
export const workspaceKind = pgEnum('workspace_kind', ['personal', 'team'])
export const memberRole = pgEnum('member_role', ['owner', 'member'])

const at = () => timestamp({ withTimezone: true })
const createdAt = () => at().notNull().defaultNow()

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull().unique(),
    name: text(),
    /** bcrypt over SHA-384; null for people who only sign in elsewhere. */
    passwordHash: text(),
    role: userRole().notNull().default('member'),
    disabledAt: at(),
    /** Nobody any more: what is left of it is being cleared away. */
    deletedAt: at(),
    createdAt: createdAt(),
  },
  (t) => [check('users_email_is_lower_case', sql`${t.email} = lower(${t.email})`)],
)
export type UserRow = typeof users.$inferSelect

export const workspaces = pgTable('workspaces', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  kind: workspaceKind().notNull(),
  /** How many days the code of a review, and the review itself, are kept; null: as long as the workspace. */
  snapshotDays: integer(),
  reviewDays: integer(),
  /** Being cleared away. */
  deletedAt: at(),
  createdAt: createdAt(),
})

export const memberships = pgTable(
  'memberships',
  {
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: memberRole().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index().on(t.userId)],
)

/** Who somebody is at an issuer. The issuer's subject counts, never the e-mail, which may change hands. */
export const ssoIdentities = pgTable(
  'sso_identities',
  {
    provider: text().notNull(),
    subject: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index().on(t.userId)],
)

/** The row is the truth about a session; Redis only remembers it. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userAgent: text(),
    address: text(),
    createdAt: createdAt(),
    lastUsedAt: at().notNull().defaultNow(),
    expiresAt: at().notNull(),
    endedAt: at(),
    endedBecause: text(),
  },
  (t) => [index().on(t.userId), index().on(t.expiresAt)],
)

/** Every refresh token a session ever had, as SHA-256: a second use of an old one is how theft shows. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    hash: text().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    successorHash: text(),
    createdAt: createdAt(),
    usedAt: at(),
  },
  (t) => [
    index().on(t.sessionId),
    uniqueIndex('refresh_tokens_one_unused').on(t.sessionId).where(sql`${t.usedAt} is null`),
    check('refresh_tokens_used_has_successor', sql`(${t.usedAt} is null) = (${t.successorHash} is null)`),
  ],
)
