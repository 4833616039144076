// What can carry reviews to the workers, each on a real server of the test's own.
import { startRedisServer } from './processes.ts'
import { findRabbit, missingRabbit, startRabbit } from './rabbitmq.ts'

export type Broker = {
  settings: Record<string, string>
  start: () => Promise<void>
  kill: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
  empty: () => Promise<void>
  end: () => Promise<void>
}

const onRedis = async (): Promise<Broker> => {
  const server = await startRedisServer({ durable: true })
  return { ...server, settings: { REDIS_URL: server.url }, empty: server.flush, end: server.kill }
}
const onRabbit = async (): Promise<Broker> => {
  const server = await startRabbit()
  return { ...server, settings: { QUEUE_URL: server.url } }
}

/** `takesBack`: what a taker has not yet called done comes back when it dies. With Redis the sweep sends it again. */
export const transports = [
  { name: 'Redis', open: onRedis, takesBack: false, missing: null },
  { name: 'RabbitMQ', open: onRabbit, takesBack: true, missing: findRabbit() ? null : missingRabbit },
]
