// The HTTP socket is ours: every request passes this door before Next sees it, and so does every upgrade.
import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import next from 'next'
import { env } from '#env.ts'
import { limitsInWords } from '#limits.ts'
import { log } from '#log.ts'
import { connectRedis } from '#redis.ts'
import { startSweeping } from '#reviews/sweep.ts'
import { admit } from './server/admit.ts'
import { hotRead } from './server/hot-reads.ts'
import { openLiveDoor } from './server/live.ts'
import { refuse, refuseNoise, refuseUpgrade, speakProblems } from './server/refuse.ts'
import { stopOrderly } from './server/stop.ts'
import { timeOuts } from './server/time-outs.ts'
import { startTracing } from './tracing-export.ts'

const { HOST, PORT, NODE_ENV, APP_ORIGIN, LOG_LEVEL, DRAIN_SECONDS } = env()
log.level = LOG_LEVEL
const stopTracing = await startTracing('lintel-web')
const dev = NODE_ENV === 'development'
const server = createServer(timeOuts)

// Next hooks `upgrade` on whatever server it is given and would close our sockets: it gets an emitter that is none.
const nextUpgrades = new EventEmitter()
const app = next({ dev, hostname: HOST, port: PORT, httpServer: nextUpgrades as typeof server })
await app.prepare()
const handle = app.getRequestHandler()

server.on('request', (request: IncomingMessage, response: ServerResponse) => {
  const requestId = admit(request, response)
  if (!requestId) return
  if (draining) response.setHeader('connection', 'close')
  if (draining && request.url === '/readyz')
    return refuse(response, requestId, 'unavailable', 'This process is leaving.')
  const answer = hotRead(request) ?? askNext
  answer(request, response, requestId).catch((error) => {
    log.error({ requestId, error: String(error) }, 'request.failed')
    if (response.headersSent) response.destroy()
    else refuse(response, requestId, 'internal', 'Something went wrong on our side.')
  })
})

function askNext(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
  speakProblems(request.url ?? '/', response, requestId)
  return handle(request, response)
}

server.on('clientError', (error, socket) => refuseNoise(error, socket))

let draining = false
const live = openLiveDoor()
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy()) // a client that goes away in the middle is no reason to fall over
  if (live.takes(request)) live.upgrade(request, socket, head)
  else if (dev) nextUpgrades.emit('upgrade', request, socket, head)
  else refuseUpgrade(socket, '404 Not Found')
})

await connectRedis()
const sweeping = new AbortController()
startSweeping(sweeping.signal)
stopOrderly(async () => {
  draining = true
  sweeping.abort()
  live.close()
  await pause(DRAIN_SECONDS * 1000)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5000).unref()
  })
  await app.close()
  await stopTracing()
}, DRAIN_SECONDS * 1000)

server.on('error', (error) => {
  log.fatal({ error: error.message }, 'web.failed')
  process.exit(1)
})
server.listen(PORT, HOST, () =>
  log.info({ host: HOST, port: PORT, origin: APP_ORIGIN, limits: limitsInWords() }, 'web.started'),
)
