// A throw-away Postgres and Redis for pieces that need no storm around them, for as long as the work takes.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { removeDataDir } from '../../bin/launch/postgres-cluster.ts'
import { findRedis } from '../../bin/launch/redis.ts'
import { supervise } from '../../bin/launch/supervisor.ts'
import { type Stores, startStores } from '../../bin/testing/surroundings.ts'

/** `dataDir` is gone afterwards, with all that the work put there. */
export async function onOwnStores<Result>(work: (stores: Stores, dataDir: string) => Promise<Result>): Promise<Result> {
  const binary = findRedis()
  if (!binary) throw new Error('redis-server 7 or newer is missing')
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-stores-'))
  const supervisor = supervise()
  try {
    return await work(await startStores(supervisor, dataDir, binary), dataDir)
  } finally {
    await supervisor.stop()
    removeDataDir(dataDir)
  }
}
