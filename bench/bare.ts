// What the product is measured against: a Next app of one route that writes one row.
import { statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { ChildSpec } from '../bin/launch/child.ts'
import { logFile } from '../bin/launch/log-file.ts'
import { freePort } from '../bin/launch/ports.ts'
import { refusal } from '../bin/launch/refusal.ts'
import { inRoot } from '../bin/launch/root.ts'
import type { Supervisor } from '../bin/launch/supervisor.ts'
import { copyTemplate } from '../bin/testing/databases.ts'
import type { Stores } from '../bin/testing/surroundings.ts'

const folder = inRoot('bench/bare')

/** Built when it has changed, or Next has. */
export async function buildBare(supervisor: Supervisor, output: ChildSpec['output']): Promise<void> {
  const sources = [
    'app/api/insert/route.js',
    'app/layout.jsx',
    'next.config.mjs',
    '../../node_modules/next/package.json',
  ]
  const built = changedAt('.next/BUILD_ID')
  if (built > Math.max(...sources.map(changedAt))) return
  const args = [inRoot('node_modules/next/dist/bin/next'), 'build', folder]
  const env = { ...process.env, NODE_ENV: 'production' }
  const build = supervisor.run({ name: 'next build', command: process.execPath, args, env, output, cwd: folder })
  const how = await build.ended
  if (how !== 0) throw refusal(`The bare app could not be built (${how}).\n${build.tail()}`)
}

const changedAt = (file: string) => statSync(`${folder}/${file}`, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Answers the address of its one route. */
export async function startBare(supervisor: Supervisor, dataDir: string, stores: Stores): Promise<string> {
  const DATABASE_URL = await copyTemplate(stores.postgres, 'lintel_bare')
  const sql = postgres(DATABASE_URL, { max: 1 })
  await sql`create table bare (id uuid primary key default gen_random_uuid(), code text not null)`
  await sql.end()
  const port = await freePort()
  const url = `http://localhost:${port}/api/insert`
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL, PORT: String(port) }
  const [command, args, output] = [process.execPath, [`${folder}/server.mjs`], { file: logFile(dataDir, 'bare') }]
  const child = supervisor.start('app', { name: 'bare', command, args, env, output, cwd: folder })
  for (let waited = 0; waited < 20_000; waited += 50) {
    const answer = await fetch(url, { method: 'POST', body: '{"code":"x"}' }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 202) return url
    await pause(50)
  }
  throw refusal(`The bare app did not answer.\n${child.tail()}`)
}
