// Long lists, newest first, page by page: an index is walked from where the last page ended.
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { DayRange, Page } from '#contract/listing.ts'

/** Whole days in UTC, both included. */
export const withinDays = (at: SQLWrapper, { from, to }: Pick<DayRange, 'from' | 'to'>): SQL[] => [
  ...(from ? [sql`${at} >= (${from}::date)::timestamp at time zone 'UTC'`] : []),
  ...(to ? [sql`${at} < (${to}::date + 1)::timestamp at time zone 'UTC'`] : []),
]

/** A moment to the microsecond, as Postgres counts, and the id of the row: what comes after both is not told yet. */
export function beyond(at: SQLWrapper, id: SQLWrapper, cursor: string | undefined): SQL[] {
  if (cursor === undefined) return []
  const [microseconds = '', last = ''] = cursor.split('_')
  return [
    sql`(${at}, ${id}) < ('epoch'::timestamptz + ${microseconds}::bigint * interval '1 microsecond', ${last}::uuid)`,
  ]
}

/** Selected as `cursor` with each row. */
export const cursorOf = (at: SQLWrapper, id: SQLWrapper) =>
  sql<string>`(extract(epoch from ${at}) * 1000000)::bigint || '_' || ${id}`

/** @param rows one more than the limit, when there are more. `total` is only counted for the first page. */
export async function pageFrom<Row extends { cursor: string }, Item>(
  rows: Row[],
  { cursor, limit }: Pick<DayRange, 'cursor' | 'limit'>,
  told: (row: Row) => Item,
  count: () => Promise<number>,
): Promise<Page<Item>> {
  const page = rows.slice(0, limit)
  const nextCursor = rows.length > limit ? (page.at(-1)?.cursor ?? null) : null
  const total = cursor === undefined ? { total: nextCursor === null ? page.length : await count() } : {}
  return { items: page.map(told), nextCursor, ...total }
}
