// The workers that were seen lately, for whoever asks whether anybody is working.
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

export const workers = pgTable('workers', {
  id: text().primaryKey(),
  host: text().notNull(),
  version: text().notNull(),
  concurrency: integer().notNull(),
  running: integer().notNull().default(0),
  startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})
