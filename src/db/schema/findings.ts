// What a completed review found, and what is gone since the one before; one row is one occurrence.
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { categories, type Evidence, type Fix, fates, severities, sources, states } from '#contract/finding.ts'
import { ofReview } from './reviews.ts'

export const severity = pgEnum('severity', severities)
export const category = pgEnum('category', categories)
export const findingSource = pgEnum('finding_source', sources)
export const findingState = pgEnum('finding_state', states)
export const fate = pgEnum('fate', fates)

export const findings = pgTable(
  'findings',
  {
    id: uuid().primaryKey(),
    reviewId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    position: integer().notNull(),
    fingerprint: text().notNull(),
    path: text().notNull(),
    startLine: integer(),
    startColumn: integer(),
    endLine: integer(),
    endColumn: integer(),
    quote: text(),
    severity: severity().notNull(),
    category: category().notNull(),
    title: text().notNull(),
    explanation: text().notNull(),
    ruleId: text().notNull(),
    ruleUrl: text(),
    cwe: text(),
    source: findingSource().notNull(),
    evidence: jsonb().$type<Evidence[]>(),
    fix: jsonb().$type<Fix>(),
    suppression: text(),
    /** Against the review it was compared with. A dismissal is asked for at each reading, so it never stands here. */
    state: findingState().notNull().default('new'),
    fate: fate().notNull(),
    fateReason: text(),
    /** The fingerprint it had before the function around it was renamed. */
    was: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    ofReview(t),
    index().on(t.reviewId, t.position),
    index().on(t.workspaceId, t.fingerprint),
    check(
      'findings_range_is_whole',
      sql`num_nulls(${t.startLine}, ${t.startColumn}, ${t.endLine}, ${t.endColumn}) in (0, 4)`,
    ),
    check('findings_held_back_has_reason', sql`${t.fate} = 'shown' or ${t.fateReason} is not null`),
  ],
)
export type FindingRow = typeof findings.$inferSelect
