// Connections to RabbitMQ; one that was lost makes itself again. What is quick shares one, who takes has its own.
import { once as event } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from 'rabbitmq-client'
import { env } from './env.ts'
import { log } from './log.ts'
import { once } from './once.ts'

const QUICK_MS = 450

export const usesRabbit = (): boolean => /^amqps?:/.test(env().QUEUE_URL ?? '')

/** Tries again every two seconds or sooner. A link on which nothing was heard for ten seconds is cut. */
export function openRabbit(name: string): Connection {
  const connection = new Connection({
    url: env().QUEUE_URL as string,
    connectionName: `lintel-${name}`,
    connectionTimeout: 2000,
    heartbeat: 5,
    retryLow: 100,
    retryHigh: 2000,
    noDelay: true,
  })
  let down = false
  connection.on('connection', () => {
    if (down) log.info({ connection: name }, 'rabbitmq.back')
    down = false
  })
  connection.on('error', (error) => {
    if (!down) log.warn({ connection: name, error: error.message }, 'rabbitmq.lost')
    down = true
  })
  return connection
}

/** For sending, asking and hearing. A RabbitMQ low on memory stops its senders: nobody may take on this one. */
export const rabbit = (): Connection => commands().connection

/** Fails within half a second, and at once while RabbitMQ is known to be gone or too full to be sent anything. */
export async function quickly<T>(ask: (connection: Connection) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const late = pause(QUICK_MS, undefined, stop).then(() => {
    throw new Error('RabbitMQ did not answer in time')
  })
  return Promise.race([whenReady(ask), late]).finally(() => stop.abort())
}

async function whenReady<T>(ask: (connection: Connection) => Promise<T>): Promise<T> {
  const { connection, tried } = commands()
  await tried
  if (!connection.ready) throw new Error('RabbitMQ is gone')
  return ask(connection)
}

const commands = () =>
  once('rabbitmq', () => {
    const connection = openRabbit('commands')
    return { connection, tried: event(connection, 'connection').catch(() => {}) }
  })
