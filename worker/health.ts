// The worker's own small door: /healthz for whoever watches over it, /metrics for Prometheus.
import { createServer, type Server } from 'node:http'
import { log } from '#log.ts'
import { mayReadMetrics, registry } from '#metrics.ts'
import type { Pulse } from './pulse.ts'

type Options = { host: string; port: number; running: Set<string>; pulse: Pulse; stopping: AbortSignal }

export async function serveHealth({ host, port, running, pulse, stopping }: Options): Promise<Server> {
  const health = () => ({
    status: stopping.aborted ? 'stopping' : 'ok',
    running: running.size,
    secondsSinceTurn: pulse.secondsSince('turn'),
    secondsSinceDatabase: pulse.secondsSince('answer'),
  })
  const server = createServer(async (request, response) => {
    const local = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
    if (request.url === '/metrics' && mayReadMetrics(local, request.headers.authorization)) {
      response.setHeader('content-type', registry.contentType)
      return response.end(await registry.metrics())
    }
    if (request.url !== '/healthz') return response.writeHead(404).end()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(health()))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  log.info({ host, port }, 'worker.health')
  return server
}
