// What every entry does first: reads `.env` (what the process was given wins) and settles how Next behaves.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.ts'

/** `ENV_FILE` names another file than `.env`. */
export function prepareProcess(): void {
  process.chdir(root)
  const file = path.resolve(root, process.env.ENV_FILE || '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const { DATABASE_URL, PGSSLMODE } = process.env
  if (DATABASE_URL && PGSSLMODE) process.env.DATABASE_URL = withSslMode(DATABASE_URL, PGSSLMODE)
  const NODE_ENV = process.env.NODE_ENV || 'production'
  // The second keeps Next from reading `.env` again by rules of its own, for us it has been read.
  Object.assign(process.env, { NODE_ENV, NEXT_TELEMETRY_DISABLED: '1', __NEXT_PROCESSED_ENV: 'true' })
}

/**
 * The standard variable of Postgres clients counts here too: hosts that manage DATABASE_URL leave no other way to add
 * it. What the URL says wins, and the server that `npm start` runs on 127.0.0.1 speaks no TLS.
 */
export function withSslMode(databaseUrl: string, mode: string): string {
  if (!URL.canParse(databaseUrl)) return databaseUrl
  const url = new URL(databaseUrl)
  if (url.hostname !== '127.0.0.1' && !url.searchParams.has('sslmode')) url.searchParams.set('sslmode', mode)
  return url.href
}
