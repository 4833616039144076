// The bare app behind the same kind of server as the product's: Node's own HTTP in front of Next.
import { createServer } from 'node:http'
import next from 'next'

const server = createServer()
const app = next({ dev: false, dir: import.meta.dirname, hostname: '127.0.0.1', port: Number(process.env.PORT) })
await app.prepare()
server.on('request', app.getRequestHandler())
server.listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
