// What people said about findings: that one is not to be told any more, or is again. Every word is kept, the last counts.
import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { saidStates } from '#contract/finding.ts'
import { users, workspaces } from './accounts.ts'
import { projects } from './projects.ts'

export const saidState = pgEnum('said_state', saidStates)

/** The identity it is about: in a project its fingerprint; without one the file of a person too. */
export const dismissals = pgTable(
  'dismissals',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    projectId: uuid(),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    path: text(),
    fingerprint: text().notNull(),
    state: saidState().notNull(),
    reason: text(),
    saidBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    saidAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.projectId, t.workspaceId], foreignColumns: [projects.id, projects.workspaceId] }).onDelete(
      'cascade',
    ),
    index().on(t.workspaceId, t.fingerprint, t.id),
    check(
      'dismissals_one_scope',
      sql`num_nulls(${t.projectId}, ${t.userId}) = 1 and num_nulls(${t.projectId}, ${t.path}) = 1`,
    ),
  ],
)
