// What the launcher itself must know: where things are kept, which ports, and which servers are brought from outside.
import path from 'node:path'
import type { Variables } from './child.ts'
import { refusal } from './refusal.ts'
import { root } from './root.ts'

export type Settings = {
  dataDir: string
  /** The address to ask this machine on; a server that listens everywhere is asked on the loopback. */
  probeHost: string
  host: string
  ports: { web: number; worker: number; postgres: number; redis: number }
  databaseUrl: string | undefined
  redisUrl: string | undefined
  /** A path of redis-server, or `builtin` for the in-memory fallback. */
  redisServer: string | undefined
}

export function readSettings(from: Variables): Settings {
  const host = from.HOST || '127.0.0.1'
  return {
    dataDir: path.resolve(root, from.DATA_DIR || '.data'),
    host,
    probeHost: ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host,
    ports: {
      web: port(from, 'PORT', 3000),
      worker: port(from, 'WORKER_PORT', 3001),
      postgres: port(from, 'PG_PORT', 15432),
      redis: port(from, 'REDIS_PORT', 16379),
    },
    databaseUrl: from.DATABASE_URL || undefined,
    redisUrl: from.REDIS_URL || undefined,
    redisServer: from.REDIS_SERVER || undefined,
  }
}

function port(from: Variables, name: string, otherwise: number): number {
  const value = Number(from[name] || otherwise)
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value
  throw refusal(`${name} must be a whole number from 1 to 65535, and is "${from[name]}".`)
}
