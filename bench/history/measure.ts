// A year of a busy workspace: how fast its lists and its dashboard answer, and by which plan.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Variables } from '../../bin/launch/child.ts'
import { inRoot } from '../../bin/launch/root.ts'
import type { Supervisor } from '../../bin/launch/supervisor.ts'
import { copyTemplate } from '../../bin/testing/databases.ts'
import type { Stores } from '../../bin/testing/surroundings.ts'

type Place = { supervisor: Supervisor; dataDir: string; stores: Stores }

/** In a process of its own, on a database of its own. */
export async function measureHistory({ supervisor, dataDir, stores }: Place): Promise<string> {
  const file = path.join(dataDir, 'history.txt')
  const env: Variables = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    ENV_FILE: '/dev/null',
    DATABASE_URL: await copyTemplate(stores.postgres, 'lintel_bench_history'),
    REDIS_URL: `${stores.redis}/9`,
    JWT_SECRET: 'x'.repeat(48),
  }
  const child = supervisor.run({
    name: 'history bench',
    command: process.execPath,
    args: [inRoot('bench/history/main.ts')],
    env,
    output: { file },
    cwd: inRoot(),
  })
  const how = await child.ended
  if (how !== 0) throw new Error(`the history could not be measured (${how})\n${child.tail()}`)
  return `\n${readFileSync(file, 'utf8').trim()}`
}
