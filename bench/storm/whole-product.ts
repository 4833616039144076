// The product as it is started for people: web and worker with the real engine, on the storm's stores.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type postgres from 'postgres'
import { startApp } from '../../bin/launch/app.ts'
import { buildPages, isBuilt } from '../../bin/launch/build.ts'
import { logFile } from '../../bin/launch/log-file.ts'
import { freePort } from '../../bin/launch/ports.ts'
import { supervise } from '../../bin/launch/supervisor.ts'
import { signUp, smallCode, type User } from '../users.ts'
import type { Stage } from './stage.ts'

export type House = {
  sql: postgres.Sql
  users: (count: number) => Promise<User[]>
  /** The status of the answer and, when it was accepted, the id; status 0 when none came within 30 s. */
  post: (user: User) => Promise<{ status: number; id?: string; retryAfter?: string }>
  /** Megabytes. */
  webMemory: () => number
  queueDepth: () => Promise<number>
  close: () => Promise<void>
}

export async function openHouse(stage: Stage): Promise<House> {
  const pids = new Map<string, number>()
  const supervisor = supervise(({ name, pid }) => pids.set(name, pid))
  const [web, worker] = [await freePort(), await freePort()]
  const origin = `http://localhost:${web}`
  if (!isBuilt()) await buildPages(supervisor.run, { file: logFile(stage.dataDir, 'build') })
  const env = {
    ...stage.env,
    PORT: String(web),
    WORKER_PORT: String(worker),
    WORKER_CONCURRENCY: '4',
    DATABASE_POOL: '10',
    APP_ORIGIN: origin,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_WRITES: '1000000/min',
  }
  const probes = { web: `http://127.0.0.1:${web}/readyz`, worker: `http://127.0.0.1:${worker}/healthz` }
  await startApp(supervisor, { env, dataDir: stage.dataDir, echo: false, probes })
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return {
    sql: stage.sql,
    users: (count) => signUp(origin, count),
    post: (user) => post(web, agent, user),
    webMemory: () => residentMegabytes(pids.get('web') ?? 0),
    queueDepth: () => stage.redis.llen('queue:reviews'),
    async close() {
      agent.destroy()
      await supervisor.stop()
    },
  }
}

const body = JSON.stringify({ code: smallCode, language: 'python' })

const post = (port: number, agent: Agent, { cookie }: User) =>
  new Promise<{ status: number; id?: string; retryAfter?: string }>((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      cookie,
      host: `localhost:${port}`,
    }
    const asked = request(
      { host: '127.0.0.1', port, path: '/api/reviews', method: 'POST', headers, agent },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response
          const id = status === 202 && JSON.parse(Buffer.concat(chunks).toString()).id
          resolve({ status, ...(id && { id }), ...(headers['retry-after'] && { retryAfter: headers['retry-after'] }) })
        })
        response.on('error', () => resolve({ status: 0 }))
      },
    )
    asked.setTimeout(30_000, () => asked.destroy())
    asked.on('error', () => resolve({ status: 0 }))
    asked.end(body)
  })

/** Linux alone tells it without a command. */
function residentMegabytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Math.round(Number(line?.[1] ?? Number.NaN) / 1024)
}
