// The databases of a test run: one template with the migrations applied, and quick copies of it.
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { migrateDatabase } from '../launch/migrate.ts'

const template = 'lintel_template'

/** `server` is the URL of the server's own `postgres` database. */
export async function makeTemplate(server: string): Promise<void> {
  await asAdmin(server, (sql) => sql`create database ${sql(template)}`)
  await migrateDatabase(databaseUrl(server, template))
}

/** Answers the URL of a new copy; one of the same name is dropped first, with whoever is still connected to it. */
export async function copyTemplate(server: string, name: string): Promise<string> {
  await asAdmin(server, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql`create database ${sql(name)} template ${sql(template)}`
  })
  return databaseUrl(server, name)
}

/** Answers the URL of an emptied Redis database. */
export async function emptyRedis(server: string, index: number): Promise<string> {
  const url = `${server}/${index}`
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  await redis.flushdb()
  redis.disconnect()
  return url
}

export async function countKeys(url: string, pattern: string): Promise<number> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  const keys = await redis.keys(pattern)
  redis.disconnect()
  return keys.length
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin(server: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
