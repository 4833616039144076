// The worker process: takes reviews and performs them until it is told to leave.
import { hostname } from 'node:os'
import { closeEngine, sizeEngine, warmEngine } from '#analysis/warm.ts'
import { env } from '#env.ts'
import { every } from '#every.ts'
import { log } from '#log.ts'
import { queue } from '#queue/queue.ts'
import { connectRedis } from '#redis.ts'
import { sweepRetention } from '#retention/sweep.ts'
import { warmHeart } from '#reviews/heartbeat.ts'
import { startSweeping } from '#reviews/sweep.ts'
import { startTracing } from '#tracing-export.ts'
import { forgetOldDeliveries, sendDue } from '#webhooks/send.ts'
import { gaugeWorker } from './gauges.ts'
import { serveHealth } from './health.ts'
import { takeReviews } from './loop.ts'
import { watchMemory } from './memory.ts'
import { openPulse } from './pulse.ts'
import { registerWorker } from './register.ts'
import { keepWatch } from './watchdog.ts'

const DRAIN_MS = 25_000
const WEBHOOKS_EVERY_MS = 3000
const RETENTION_EVERY_MS = 300_000

const id = `${hostname()}:${process.pid}:${Date.now().toString(36)}`
const stopping = new AbortController()
const draining = new AbortController()

const { HOST, WORKER_PORT, WORKER_CONCURRENCY, WORKER_MEMORY_MB, ENGINE_THREADS, WATCHDOG_SECONDS, LOG_LEVEL } = env()
log.level = LOG_LEVEL
const stopTracing = await startTracing('lintel-worker')
const running = new Set<string>()
const pulse = openPulse()
gaugeWorker({ running, concurrency: WORKER_CONCURRENCY })
const health = await serveHealth({ host: HOST, port: WORKER_PORT, running, pulse, stopping: stopping.signal })
await connectRedis()
sizeEngine(ENGINE_THREADS)
await warmEngine().catch((error) => log.error({ error: String(error) }, 'engine.warming-failed'))
await warmHeart()
const leaveRegister = registerWorker(
  { id, running, concurrency: WORKER_CONCURRENCY, pulse },
  Math.min(10, WATCHDOG_SECONDS / 4) * 1000,
)
startSweeping(stopping.signal)
void every(WEBHOOKS_EVERY_MS, 'webhooks', tellWebhooks, stopping.signal)
void every(RETENTION_EVERY_MS, 'retention', clearAway, stopping.signal)
keepWatch(pulse, WATCHDOG_SECONDS)
log.info({ workerId: id, concurrency: WORKER_CONCURRENCY }, 'worker.started')

async function tellWebhooks() {
  while (!stopping.signal.aborted && (await sendDue()) > 0) {}
}

async function clearAway() {
  await sweepRetention(stopping.signal)
  while (!stopping.signal.aborted && (await forgetOldDeliveries())) {}
}

/** Takes no more, finishes what is held, gives the rest back after 25 s. */
function leave() {
  if (stopping.signal.aborted) return
  log.info({ workerId: id, running: running.size }, 'worker.stopping')
  stopping.abort()
  queue().close()
  setTimeout(() => draining.abort(), DRAIN_MS).unref()
}

watchMemory(WORKER_MEMORY_MB, leave)
let signalled = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (signalled) process.exit(130) // the second one: at once
    signalled = true
    leave()
  })

await takeReviews({
  queue: queue(),
  workerId: id,
  concurrency: WORKER_CONCURRENCY,
  running,
  turned: pulse.turned,
  stopping: stopping.signal,
  draining: draining.signal,
})

await leaveRegister()
health.close()
await closeEngine()
await stopTracing()
log.info({ workerId: id }, 'worker.stopped')
process.exit(0)
