// The worker process: takes reviews and performs them until it is told to leave.
import { hostname } from 'node:os'
import { closeEngine, warmEngine } from '#analysis/warm.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { queue } from '#queue/queue.ts'
import { connectRedis } from '#redis.ts'
import { startSweeping } from '#reviews/sweep.ts'
import { serveHealth } from './health.ts'
import { takeReviews } from './loop.ts'
import { registerWorker } from './register.ts'

const DRAIN_MS = 25_000

const id = `${hostname()}:${process.pid}:${Date.now().toString(36)}`
const stopping = new AbortController()
const draining = new AbortController()

const { HOST, WORKER_PORT, WORKER_CONCURRENCY, LOG_LEVEL } = env()
log.level = LOG_LEVEL
const running = new Set<string>()
const health = await serveHealth({ host: HOST, port: WORKER_PORT, running, stopping: stopping.signal })
await connectRedis()
await warmEngine().catch((error) => log.error({ error: String(error) }, 'engine.warming-failed'))
const leaveRegister = registerWorker({ id, running, concurrency: WORKER_CONCURRENCY })
startSweeping(stopping.signal)
log.info({ workerId: id, concurrency: WORKER_CONCURRENCY }, 'worker.started')

// The first signal: take no more, finish what is held, give the rest back after 25 s. The second one: leave at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(130)
    log.info({ workerId: id, running: running.size }, 'worker.stopping')
    stopping.abort()
    queue().close()
    setTimeout(() => draining.abort(), DRAIN_MS).unref()
  })

await takeReviews({
  queue: queue(),
  workerId: id,
  concurrency: WORKER_CONCURRENCY,
  running,
  stopping: stopping.signal,
  draining: draining.signal,
})

await leaveRegister()
health.close()
await closeEngine()
log.info({ workerId: id }, 'worker.stopped')
process.exit(0)
