// The Postgres pool of this process, and the one connection that claims.
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { nameStatements } from './name-statements.ts'

/** Statements end after 5 s: a database that hangs must not hang us. A pooler sets that itself, or refuses to be told. */
const timeOuts = { statement_timeout: 5000, idle_in_transaction_session_timeout: 10_000 }

const isPooled = () => env().DATABASE_POOLER === 'transaction'

/**
 * A claim is planned once (planning takes longer than the claim), and walks along the index of turns whatever the statistics
 * say: rows that wait for milliseconds mislead them, and only a walk clears the entries that claims leave behind.
 */
const forClaims = {
  plan_cache_mode: 'force_generic_plan',
  enable_bitmapscan: 'off',
  enable_seqscan: 'off',
  enable_sort: 'off',
}

function open(max: number, settings: Record<string, string> = {}) {
  const client = postgres(env().DATABASE_URL, {
    max,
    connect_timeout: 5,
    idle_timeout: 60,
    // The library's own grows to 20 s for the whole pool: a database that is back would not be noticed.
    backoff: (attempt) => Math.min(1, 0.05 * 2 ** attempt),
    connection: { application_name: 'lintel', ...(isPooled() ? {} : { ...timeOuts, ...settings }) },
    prepare: !isPooled(),
    onnotice: () => {},
  })
  return drizzle(isPooled() ? client : nameStatements(client), { casing: 'snake_case' })
}

export type Database = ReturnType<typeof open>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** A function, because a build must be able to load this file without settings. */
export const db = () => once('db', () => open(env().DATABASE_POOL))

/** Claims follow each other on a connection of their own. A pooler has no such settings, and needs none of its own. */
export const claimsDb = () => (isPooled() ? db() : once('db.claims', () => open(1, forClaims)))

/** Whether the time-outs hold, which a pooler may have forgotten. */
export async function endsStatements(): Promise<boolean> {
  if (!isPooled()) return true
  const asked = sql`select current_setting('statement_timeout') <> '0' as held`
  const [row] = await db().execute<{ held: boolean }>(asked)
  return row?.held === true
}
