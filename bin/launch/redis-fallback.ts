// The in-memory Redis as a process of its own, on the loopback alone; it ends with the launcher.
import net from 'node:net'

const port = Number(process.argv[2])

// The package has no option for the address and would listen on every one.
const listen = net.Server.prototype.listen as (...args: unknown[]) => net.Server
net.Server.prototype.listen = function (this: net.Server, first: unknown, ...rest: unknown[]) {
  return typeof first === 'number' ? listen.call(this, first, '127.0.0.1', ...rest) : listen.call(this, first, ...rest)
} as typeof net.Server.prototype.listen

const { createRedisServer } = await import('js-redis-server')
const server = await createRedisServer({ port, compatibility: 'redis-7.0', logger: console })
console.log('Ready to accept connections')

async function leave() {
  await server.close().catch(() => {})
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave)
process.once('disconnect', leave)
