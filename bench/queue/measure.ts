// The queue alone, with a reviewer that does nothing, against BullMQ on the same Redis: how many a second, how soon.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Variables } from '../../bin/launch/child.ts'
import { inRoot } from '../../bin/launch/root.ts'
import type { Supervisor } from '../../bin/launch/supervisor.ts'
import { copyTemplate } from '../../bin/testing/databases.ts'
import type { Stores } from '../../bin/testing/surroundings.ts'

type Place = { supervisor: Supervisor; dataDir: string; stores: Stores }

/** Both sides run in one process of their own, in which the engine is replaced before anything is loaded. */
export async function measureQueue({ supervisor, dataDir, stores }: Place): Promise<string> {
  const file = path.join(dataDir, 'queue.txt')
  const env: Variables = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    ENV_FILE: '/dev/null',
    REVIEWER: '../queue/no-op-reviewer.ts',
    DATABASE_URL: await copyTemplate(stores.postgres, 'lintel_bench_queue'),
    REDIS_URL: `${stores.redis}/9`,
    JWT_SECRET: 'x'.repeat(48),
    DATABASE_POOL: '5', // twice the cores and one: more of them take turns on the same cores, each with its own cold plans
  }
  const turns = supervisor.run({
    name: 'queue bench',
    command: process.execPath,
    args: ['--import', inRoot('bench/storm/hand-in.ts'), inRoot('bench/queue/turns.ts')],
    env,
    output: { file },
    cwd: inRoot(),
  })
  const how = await turns.ended
  if (how !== 0) throw new Error(`the queue could not be measured (${how})\n${turns.tail()}`)
  return `\n${readFileSync(file, 'utf8').trim()}`
}
