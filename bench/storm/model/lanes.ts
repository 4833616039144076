// The model test in lanes side by side: each has a database and processes of its own, since a claim takes from anybody.

import { say } from '../../../bin/launch/progress.ts'
import { apart } from '../../../bin/testing/apart.ts'
import { copyTemplate, emptyRedis } from '../../../bin/testing/databases.ts'
import type { Stores } from '../../../bin/testing/surroundings.ts'
import type { Played } from './play.ts'

export type Plan = { runs: number; from: number; lanes: number }
export type Modelled = Played & { from: number; lanes: number }

/** Runs of one process, by one seed. */
const BATCH = 250
const LONGEST_BATCH_MS = 30 * 60_000

export async function playInLanes(stores: Stores, { runs, from, lanes }: Plan): Promise<Modelled> {
  const started = performance.now()
  const all: Modelled = { from, lanes, runs: 0, commands: {}, seconds: 0, failure: null }
  const batches = Array.from({ length: Math.ceil(runs / BATCH) }, (_, n) => {
    return { seed: from + n, runs: Math.min(BATCH, runs - n * BATCH) }
  })
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const settings = {
        DATABASE_URL: await copyTemplate(stores.postgres, `lintel_model_${lane}`),
        REDIS_URL: await emptyRedis(stores.redis, lane),
        JWT_SECRET: 'x'.repeat(48),
        LOG_LEVEL: 'error',
      }
      for (let batch = batches.shift(); batch && !all.failure; batch = batches.shift())
        add(all, await playBatch(settings, batch), batch.seed)
    }),
  )
  all.seconds = Math.round((performance.now() - started) / 1000)
  return all
}

/** In a process of its own, on the stores that the settings name. */
export const playBatch = (settings: Record<string, string>, batch: { seed: number; runs: number }): Promise<Played> =>
  apart(
    { ENV_FILE: '/dev/null', NODE_ENV: 'test', ...settings },
    `const { playModel } = await import('./bench/storm/model/play.ts')
    tell(await playModel(${JSON.stringify(batch)}))`,
    LONGEST_BATCH_MS,
  )

function add(all: Modelled, { runs, commands, seconds, failure }: Played, seed: number): void {
  all.runs += runs
  for (const [name, times] of Object.entries(commands)) all.commands[name] = (all.commands[name] ?? 0) + times
  if (failure) all.failure ??= `seed ${seed}: ${failure}`
  say(`  Seed ${seed}: ${runs} runs, ${failure ? 'FAILED' : 'as foretold'} (${seconds} s)`)
}
