// What the product remembers beside the reviews: the words they are found by, each finding as one matter over all reviews
// that met it, what people wrote about it, and sums by day. Triggers keep these true, whatever writes.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { TrackedState } from '#contract/tracked.ts'
import { users, workspaces } from './accounts.ts'
import { category, severity } from './findings.ts'
import { projects } from './projects.ts'
import { language, ofReview } from './reviews.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const at = () => timestamp({ withTimezone: true })
const ofWorkspace = () =>
  uuid()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' })

/** Its title, its paths and what was found, as words; and, in words nobody can type, its workspace and its languages. */
export const reviewDigests = pgTable(
  'review_digests',
  {
    reviewId: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    languages: language().array().notNull(),
    words: tsvector().notNull(),
  },
  (t) => [ofReview(t), index('review_digests_words').using('gin', t.words)],
)

/** A finding as one matter: in a project by its fingerprint, without one in a person's file. It outlives its reviews. */
export const trackedFindings = pgTable(
  'tracked_findings',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: ofWorkspace(),
    projectId: uuid(),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    fingerprint: text().notNull(),
    path: text().notNull(),
    line: integer(),
    ruleId: text().notNull(),
    severity: severity().notNull(),
    category: category().notNull(),
    title: text().notNull(),
    firstSeenAt: at().notNull(),
    lastSeenAt: at().notNull(),
    fixedAt: at(),
    dismissedAt: at(),
    dismissReason: text(),
    /** With the project's baseline. */
    accepted: boolean().notNull().default(false),
    /** At the last sight of it. */
    heldBack: boolean().notNull().default(false),
    // No foreign keys: a review that is deleted must not be looked for here.
    firstReviewId: uuid().notNull(),
    lastReviewId: uuid().notNull(),
    lastFindingId: uuid().notNull(),
    scope: uuid().notNull().generatedAlwaysAs(sql`coalesce(project_id, user_id)`),
    scopePath: text().notNull().generatedAlwaysAs(sql`case when project_id is null then path else '' end`),
    state: text()
      .$type<TrackedState>()
      .notNull()
      .generatedAlwaysAs(
        sql`case when fixed_at is not null then 'fixed' when dismissed_at is not null then 'dismissed' when accepted or held_back then 'held-back' else 'open' end`,
      ),
  },
  (t) => [
    unique('tracked_findings_identity').on(t.workspaceId, t.scope, t.scopePath, t.fingerprint),
    unique('tracked_findings_id_workspace').on(t.id, t.workspaceId),
    foreignKey({ columns: [t.projectId, t.workspaceId], foreignColumns: [projects.id, projects.workspaceId] }).onDelete(
      'cascade',
    ),
    index().on(t.workspaceId, t.firstSeenAt, t.id),
    index('tracked_findings_fixed').on(t.workspaceId, t.fixedAt, t.id).where(sql`${t.fixedAt} is not null`),
    index('tracked_findings_dismissed').on(t.workspaceId, t.dismissedAt, t.id).where(sql`${t.dismissedAt} is not null`),
    index('tracked_findings_by_project')
      .on(t.projectId, t.state, t.firstSeenAt, t.id)
      .where(sql`${t.projectId} is not null`),
    check('tracked_findings_one_scope', sql`num_nulls(${t.projectId}, ${t.userId}) = 1`),
  ],
)

export const findingComments = pgTable(
  'finding_comments',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid().notNull(),
    trackedId: uuid().notNull(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    text: text().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.trackedId, t.workspaceId],
      foreignColumns: [trackedFindings.id, trackedFindings.workspaceId],
    }).onDelete('cascade'),
    index().on(t.trackedId, t.createdAt),
    index().on(t.authorId),
  ],
)

/** Sums by day (UTC). The whole workspace stands under a project of zeros. What is counted: `review_marks`, `tracked_marks`. */
export const tallies = pgTable(
  'tallies',
  {
    workspaceId: ofWorkspace(),
    projectId: uuid().notNull(),
    measure: text().notNull(),
    day: date().notNull(),
    key: text().notNull(),
    n: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.projectId, t.measure, t.day, t.key] })],
)
