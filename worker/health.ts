// The worker's own small door: /healthz for whoever watches over it.
import { createServer, type Server } from 'node:http'
import { log } from '#log.ts'
import { mayReadMetrics, registry } from '#metrics.ts'

type Options = { host: string; port: number; running: Set<string>; stopping: AbortSignal }

export async function serveHealth({ host, port, running, stopping }: Options): Promise<Server> {
  const server = createServer(async (request, response) => {
    const local = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
    if (request.url === '/metrics' && mayReadMetrics(local, request.headers.authorization)) {
      response.setHeader('content-type', registry.contentType)
      return response.end(await registry.metrics())
    }
    if (request.url !== '/healthz') return response.writeHead(404).end()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ status: stopping.aborted ? 'stopping' : 'ok', running: running.size }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  log.info({ host, port }, 'worker.health')
  return server
}
