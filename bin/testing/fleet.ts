// A Lintel of many processes: two webs behind nginx, a worker with a model, a Redis Cluster, a PgBouncer, and a collector of
// traces beside them. On the test's own database.
import { env } from '#env.ts'
import { type ModelServer, openModelServer } from '../../bench/model-server/open.ts'
import type { Variables } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'
import { missingOpenssl } from './certificate.ts'
import { type Collector, openCollector } from './collector.ts'
import { findNginx, missingNginx, startNginx } from './nginx.ts'
import { findPgBouncer, missingPgBouncer, type PgBouncer, startPgBouncer } from './pgbouncer.ts'
import { startWeb, startWorker, type WebProcess, type WorkerProcess } from './processes.ts'
import { type RedisCluster, startRedisCluster } from './redis-cluster.ts'

/** What must be installed first; empty when nothing. */
export const missingForFleet = [!findNginx() && missingNginx, missingOpenssl, !findPgBouncer() && missingPgBouncer]
  .filter(Boolean)
  .join('\n')

export type Fleet = {
  /** Of nginx, which has TLS. */
  origin: string
  /** Of nginx as well, without. */
  plainOrigin: string
  /** Of the two webs, which stand in the same order. */
  ports: number[]
  webs: WebProcess[]
  worker: WorkerProcess
  collector: Collector
  hireWeb: (port: number) => Promise<WebProcess>
  /** Without a model. */
  hireWorker: () => Promise<WorkerProcess>
  end: () => Promise<void>
}

type Around = { cluster: RedisCluster; bouncer: PgBouncer; collector: Collector; model: ModelServer }

export async function openFleet(): Promise<Fleet> {
  const doors = { tls: await freePort(), plain: await freePort() }
  const ports: [number, number] = [await freePort(), await freePort()]
  const origin = `https://localhost:${doors.tls}`
  const around = await startAround()
  const settings = settingsFor(around)
  const hireWeb = (port: number) => startWeb({ ...settings, ...ofWebs(origin), PORT: String(port) })
  const hireWorker = (more: Variables = {}) => startWorker({ ...settings, LEASE_SECONDS: '30', ...more })
  const asking = { OPENAI_BASE_URL: around.model.url, REVIEW_MODEL: 'good' }
  const [worker, ...webs] = await Promise.all([hireWorker(asking), ...ports.map(hireWeb)])
  const nginx = await startNginx(doors, ports)
  const fleet: Fleet = {
    origin,
    plainOrigin: `http://localhost:${doors.plain}`,
    ports,
    webs,
    worker,
    collector: around.collector,
    hireWeb,
    hireWorker: () => hireWorker(),
    async end() {
      for (const child of [nginx, fleet.worker, ...fleet.webs]) child.kill()
      const { cluster, bouncer, collector, model } = around
      await Promise.all([cluster.end(), bouncer.end(), collector.close(), model.close()])
    },
  }
  return fleet
}

async function startAround(): Promise<Around> {
  const [cluster, bouncer, collector, model] = await Promise.all([
    startRedisCluster(),
    startPgBouncer(env().DATABASE_URL, { connections: 20 }),
    openCollector(),
    openModelServer(),
  ])
  return { cluster, bouncer, collector, model }
}

const settingsFor = ({ cluster, bouncer, collector }: Around) => ({
  ...cluster.settings,
  ...bouncer.settings,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
})

const ofWebs = (origin: string) => ({
  APP_ORIGIN: origin,
  TRUSTED_PROXY_HOPS: '1',
  DRAIN_SECONDS: '2',
  RATE_LIMIT_REVIEWS: '100000/h',
  RATE_LIMIT_READS: '100000/min',
  RATE_LIMIT_WRITES: '100000/min',
  MAX_OPEN_REVIEWS_PER_USER: '1000',
})
