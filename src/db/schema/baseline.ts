// What a project has accepted: the findings it had when somebody said that only new ones are to be shown.
import { foreignKey, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { projects } from './projects.ts'

/** Kept by itself, so that it holds when the reviews that found it are deleted. */
export const acceptedFindings = pgTable(
  'accepted_findings',
  {
    projectId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    fingerprint: text().notNull(),
    acceptedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.fingerprint] }),
    foreignKey({ columns: [t.projectId, t.workspaceId], foreignColumns: [projects.id, projects.workspaceId] }).onDelete(
      'cascade',
    ),
  ],
)
