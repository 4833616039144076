// A RabbitMQ of the test's own: private folders, ports and cookie, on the loopback alone; its port mapper ends with it.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from 'rabbitmq-client'
import { type Child, startChild, type Variables } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'

// Debian's own wrapper in /usr/sbin insists on the system's user and folders.
const places = [
  '/usr/lib/rabbitmq/bin/rabbitmq-server',
  '/opt/homebrew/sbin/rabbitmq-server',
  '/usr/local/sbin/rabbitmq-server',
]

export const findRabbit = (): string | undefined => places.find((file) => existsSync(file))

export const missingRabbit =
  'rabbitmq-server is missing, so the second transport is not tested. ' +
  'Install it with: apt-get install rabbitmq-server (or: brew install rabbitmq)'

export type RabbitServer = {
  url: string
  /** Resolves when it answers. What is durable is there again. */
  start: () => Promise<void>
  kill: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
  /** Takes away the requests' queue with all that waits there. */
  empty: () => Promise<void>
  /** Kills it, and what it stands on. */
  end: () => Promise<void>
}

/** `full`: it is low on memory for ever, and so stops whoever sends. */
export async function startRabbit({ full = false } = {}): Promise<RabbitServer> {
  const command = findRabbit()
  if (!command) throw new Error(missingRabbit)
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-rabbit-'))
  const [port, distribution, names] = [await freePort(), await freePort(), await freePort()]
  const env = { ...process.env, ...surroundings(folder, port, distribution, names) }
  const file = path.join(folder, 'log')
  writeFileSync(path.join(folder, 'rabbitmq.conf'), full ? 'vm_memory_high_watermark.absolute = 1MB\n' : '')
  // Started by the server itself it would go on as a daemon.
  const mapper = startChild({ name: 'epmd', command: 'epmd', args: [], env, output: { file } })
  let server: Child | undefined
  const url = `amqp://guest:guest@127.0.0.1:${port}`
  const start = async () => {
    server = startChild({ name: 'rabbitmq', command, args: [], env, output: { file } })
    await untilAnswering(url, server)
  }
  const kill = async () => {
    server?.kill()
    await server?.ended
  }
  const end = async () => {
    await kill()
    mapper.kill()
    await mapper.ended
  }
  const signal = (name: NodeJS.Signals) => void (server && process.kill(-server.pid, name))
  const empty = async () => {
    const connection = new Connection({ url })
    await connection.queueDelete('code.review.request')
    await connection.close()
  }
  await start().catch(async (error) => {
    await end()
    throw error
  })
  return { url, start, kill, signal, empty, end }
}

const surroundings = (folder: string, port: number, distribution: number, names: number): Variables => ({
  HOME: folder, // of the cookie
  ERL_EPMD_ADDRESS: '127.0.0.1',
  ERL_EPMD_PORT: String(names),
  RABBITMQ_NODENAME: `lintel-${port}@localhost`,
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(port),
  RABBITMQ_DIST_PORT: String(distribution),
  RABBITMQ_MNESIA_BASE: path.join(folder, 'mnesia'),
  RABBITMQ_LOG_BASE: path.join(folder, 'logs'),
  RABBITMQ_CONF_ENV_FILE: path.join(folder, 'none'),
  RABBITMQ_CONFIG_FILE: path.join(folder, 'rabbitmq'),
  RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'plugins'),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none',
})

async function untilAnswering(url: string, server: Child): Promise<void> {
  const connection = new Connection({ url, retryLow: 50, retryHigh: 100 })
  connection.on('error', () => {})
  for (let waited = 0; !connection.ready; waited += 50) {
    if (server.hasEnded() || waited > 60_000) {
      connection.unsafeDestroy()
      throw new Error(`RabbitMQ did not start\n${server.tail()}`)
    }
    await pause(50)
  }
  await connection.close()
}
