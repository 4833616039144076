// Brings a database up to date with `drizzle/`, under a lock: of several that start together, one works, the others wait.
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { refusal } from './refusal.ts'
import { inRoot } from './root.ts'

/** The URL's own parameters count, `sslmode=require` and `verify-full` among them. */
export async function migrateDatabase(url: string | undefined): Promise<void> {
  if (!url) throw refusal('DATABASE_URL is needed, such as postgres://user:password@host:5432/lintel')
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 15 })
  try {
    await sql`select 1`.catch((error) => {
      throw refusal(`The database at DATABASE_URL (${hostOf(url)}) cannot be used: ${error.message || error.code}`)
    })
    await sql`select pg_advisory_lock(hashtext('lintel.migrate'))`
    await migrate(drizzle(sql), { migrationsFolder: inRoot('drizzle') })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'not a URL')
