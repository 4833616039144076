// One short storm of one seed, with everything in it: the full ones are `pnpm storm`.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { removeDataDir } from '../../bin/launch/postgres-cluster.ts'
import { startServers, stopServers } from './stage.ts'
import { storm } from './storm.ts'

test('eight seconds of storm: everything that was accepted ends, once, by who held it', async () => {
  test.setTimeout(240_000)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-storm-'))
  const servers = await startServers(dataDir)
  try {
    const short = { seconds: 8, perSecond: 8, gapMs: 400, lease: 2, quietSeconds: 90, grim: false }
    const verdict = await storm(servers, { ...short, seed: 2 })
    expect(verdict).toMatchObject({ lost: 0, duplicates: 0, illegal: [], strangers: 0, broken: [], deserters: [] })
    expect(verdict.faults).toBeGreaterThan(8)
    expect(verdict.accepted).toBeGreaterThan(30)
    expect(verdict.ended.completed).toBeGreaterThan(20)
    expect(verdict.control.accepted).toBeGreaterThan(3)
  } finally {
    await stopServers(servers)
    removeDataDir(dataDir)
  }
})
