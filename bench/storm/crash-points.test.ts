// Every named moment of a review's life, one kill -9 each: `pnpm storm points` does more of them.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { removeDataDir } from '../../bin/launch/postgres-cluster.ts'
import { dieAtPoints, scenarios } from './crash-points.ts'
import { startServers, stopServers } from './stage.ts'

test('whoever dies where he may die, his review ends once and as it should', async () => {
  test.setTimeout(240_000)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-storm-'))
  const servers = await startServers(dataDir)
  try {
    const points = await dieAtPoints(servers, { times: 1, lease: 2 })
    expect(points.map(({ point }) => point)).toEqual(Object.keys(scenarios))
    for (const point of points) expect(point).toMatchObject({ kills: 1, survived: 0, lost: 0, wrong: 0, illegal: [] })
  } finally {
    await stopServers(servers)
    removeDataDir(dataDir)
  }
})
