// The stores of the instance that `npm start` runs here, for a command that was given none of its own.
import path from 'node:path'
import { keptJwtSecret } from './jwt-secret.ts'
import { embeddedUrl } from './postgres.ts'
import { readSettings } from './settings.ts'

export function settleOnRunningInstance(): void {
  const { dataDir, ports, databaseUrl, redisUrl } = readSettings(process.env)
  process.env.DATABASE_URL = databaseUrl ?? embeddedUrl(path.resolve(dataDir), ports.postgres, 'lintel')
  process.env.REDIS_URL = redisUrl ?? `redis://127.0.0.1:${ports.redis}`
  process.env.JWT_SECRET ||= keptJwtSecret(dataDir)
}
