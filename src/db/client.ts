// The one Postgres pool of this process.
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { nameStatements } from './name-statements.ts'

/** Statements end after 5 s: a database that hangs must not hang us. A pooler sets that itself, or refuses to be told. */
const timeOuts = { statement_timeout: 5000, idle_in_transaction_session_timeout: 10_000 }

const isPooled = () => env().DATABASE_POOLER === 'transaction'

function open() {
  const client = postgres(env().DATABASE_URL, {
    max: env().DATABASE_POOL,
    connect_timeout: 5,
    idle_timeout: 60,
    // The library's own grows to 20 s for the whole pool: a database that is back would not be noticed.
    backoff: (attempt) => Math.min(1, 0.05 * 2 ** attempt),
    connection: { application_name: 'lintel', ...(isPooled() ? {} : timeOuts) },
    prepare: !isPooled(),
    onnotice: () => {},
  })
  return drizzle(isPooled() ? client : nameStatements(client), { casing: 'snake_case' })
}

export type Database = ReturnType<typeof open>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** A function, because a build must be able to load this file without settings. */
export const db = () => once('db', open)

/** Whether the time-outs hold, which a pooler may have forgotten. */
export async function endsStatements(): Promise<boolean> {
  if (!isPooled()) return true
  const asked = sql`select current_setting('statement_timeout') <> '0' as held`
  const [row] = await db().execute<{ held: boolean }>(asked)
  return row?.held === true
}
