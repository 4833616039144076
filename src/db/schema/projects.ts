// Projects and their files, as the editor saved them last.
import { foreignKey, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { users, workspaces } from './accounts.ts'

const now = () => timestamp({ withTimezone: true }).notNull().defaultNow()

export const projects = pgTable(
  'projects',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: now(),
    updatedAt: now(),
    /** What was found until then is accepted. */
    baselineAt: timestamp({ withTimezone: true }),
  },
  (t) => [index().on(t.workspaceId, t.createdAt), unique('projects_id_workspace').on(t.id, t.workspaceId)],
)
export type ProjectRow = typeof projects.$inferSelect

export const projectFiles = pgTable(
  'project_files',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid().notNull(),
    projectId: uuid().notNull(),
    path: text().notNull(),
    content: text().notNull(),
    version: integer().notNull().default(1),
    updatedAt: now(),
  },
  (t) => [
    foreignKey({ columns: [t.projectId, t.workspaceId], foreignColumns: [projects.id, projects.workspaceId] }).onDelete(
      'cascade',
    ),
    unique('project_files_path').on(t.projectId, t.path),
    index().on(t.workspaceId),
  ],
)
export type ProjectFileRow = typeof projectFiles.$inferSelect
