// A team's own rules with their history, what is said about any rule, and what the model is asked for in plain words.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { ruleDeeds } from '#contract/own-rule.ts'
import type { RuleDocument } from '#contract/rule-document.ts'
import { users, workspaces } from './accounts.ts'
import { severity } from './findings.ts'
import { projects } from './projects.ts'

const now = () => timestamp({ withTimezone: true }).notNull().defaultNow()
const workspaceId = () =>
  uuid()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' })
const person = () => uuid().references(() => users.id, { onDelete: 'set null' })

/** `projectId` is null for a rule of the whole workspace. A draft is kept and applied nowhere; its document may be missing. */
export const rules = pgTable(
  'rules',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: workspaceId(),
    projectId: uuid(),
    name: text().notNull(),
    source: text().notNull(),
    document: jsonb().$type<RuleDocument>(),
    draft: boolean().notNull(),
    version: integer().notNull().default(1),
    createdAt: now(),
    updatedAt: now(),
    updatedBy: person(),
  },
  (t) => [
    foreignKey({ columns: [t.projectId, t.workspaceId], foreignColumns: [projects.id, projects.workspaceId] }).onDelete(
      'cascade',
    ),
    unique('rules_name').on(t.workspaceId, t.projectId, t.name).nullsNotDistinct(),
    check('rules_applied_has_document', sql`${t.draft} or ${t.document} is not null`),
  ],
)
export type RuleRow = typeof rules.$inferSelect

export const ruleDeed = pgEnum('rule_deed', ruleDeeds)

/** Every text a rule ever had. It stays when the rule goes. */
export const ruleVersions = pgTable(
  'rule_versions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: workspaceId(),
    ruleId: uuid().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    source: text().notNull(),
    draft: boolean().notNull(),
    deed: ruleDeed().notNull(),
    at: now(),
    by: person(),
  },
  (t) => [index().on(t.workspaceId, t.ruleId, t.id)],
)

export const ruleSettings = pgTable(
  'rule_settings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: workspaceId(),
    projectId: uuid(),
    ruleId: text().notNull(),
    path: text(),
    on: boolean(),
    severity: severity(),
    at: now(),
    by: person(),
  },
  (t) => [
    foreignKey({ columns: [t.projectId, t.workspaceId], foreignColumns: [projects.id, projects.workspaceId] }).onDelete(
      'cascade',
    ),
    unique('rule_settings_one').on(t.workspaceId, t.projectId, t.ruleId, t.path).nullsNotDistinct(),
    check('rule_settings_say_something', sql`num_nonnulls(${t.on}, ${t.severity}) > 0`),
  ],
)

/** For the model, in plain words; without paths it is about every file. */
export const guidelines = pgTable(
  'guidelines',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: workspaceId(),
    text: text().notNull(),
    paths: text().array().notNull(),
    createdAt: now(),
    updatedAt: now(),
    updatedBy: person(),
  },
  (t) => [index('guidelines_of_workspace').on(t.workspaceId, t.createdAt, t.id)],
)
export type GuidelineRow = typeof guidelines.$inferSelect
