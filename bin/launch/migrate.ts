// Brings a database up to date with `drizzle/`, under a lock: of several that start together, one works, the others wait.
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { refusal } from './refusal.ts'
import { inRoot } from './root.ts'

/** The URL's own parameters count, `sslmode=require` and `verify-full` among them. */
export async function migrateDatabase(url: string | undefined): Promise<void> {
  if (!url) throw refusal('DATABASE_URL is needed, such as postgres://user:password@host:5432/lintel')
  const sql = postgres(url, { max: 2, onnotice: () => {}, connect_timeout: 15, prepare: false })
  try {
    await sql`select 1`.catch((error) => {
      throw refusal(`The database at DATABASE_URL (${hostOf(url)}) cannot be used: ${error.message || error.code}`)
    })
    // The lock of a transaction ends with it; behind a pooler that of a connection would be held by nobody for ever.
    await sql.begin(async (holder) => {
      await holder`set local idle_in_transaction_session_timeout = 0`
      await holder`set local statement_timeout = 0`
      await holder`select pg_advisory_xact_lock(hashtext('lintel.migrate'))`
      await migrate(drizzle(sql), { migrationsFolder: inRoot('drizzle') })
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'not a URL')
