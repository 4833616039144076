// The queue in RabbitMQ. A message is held only until its review is claimed, and a worker that is busy holds none at all.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AsyncMessage, Channel, Connection, SyncMessage } from 'rabbitmq-client'
import { once } from '#once.ts'
import { openRabbit, quickly, rabbit } from '#rabbitmq.ts'
import type { Delivery, Queue } from './queue.ts'
import { untilLate } from './until-late.ts'

const NAME = 'code.review.request'
const BLOCK_MS = 2000
/** Longer than a take blocks, so that it is only ever reached when RabbitMQ does not answer. */
const PATIENCE_MS = 2500
/** How long a take waits for a link at most. */
const OPENING_MS = 1000

// Everybody who uses these declares them, the same way: RabbitMQ refuses what differs.
const queueOptions = { queue: NAME, durable: true, arguments: { 'x-max-priority': 1 } }
const exchange = { exchange: NAME, type: 'direct', durable: true }
const binding = { exchange: NAME, queue: NAME, routingKey: NAME }

export function rabbitQueue(): Queue {
  let link: Connection | undefined
  let opening: Promise<Channel> | undefined
  return {
    push: (...ids) => send(ids),
    async take() {
      link ??= openRabbit('taking')
      opening ??= untilFailed(openChannel(link))
      try {
        const channel = await untilLate(opening, OPENING_MS)
        const taken = channel === 'late' ? channel : await untilLate(takeFrom(channel), PATIENCE_MS)
        if (taken !== 'late') return taken
        if (link.ready) cut(link)
        return null
      } catch (error) {
        opening = undefined
        if (link.ready) throw error
        return null // it is gone, which was told when it went
      }
    },
    depth: () => quickly(async (connection) => (await connection.queueDeclare(queueOptions)).messageCount),
    close: () => link?.unsafeDestroy(),
  }

  /** It may fail between two takes, and is then nobody's any more. */
  function untilFailed(attempt: Promise<Channel>): Promise<Channel> {
    attempt.catch(() => {
      if (opening === attempt) opening = undefined
    })
    return attempt
  }

  /** A link that is up but silent may hold a message for us: when the link ends, RabbitMQ takes it back. */
  function cut(silent: Connection): void {
    silent.unsafeDestroy()
    link = undefined
    opening = undefined
  }
}

async function openChannel(link: Connection): Promise<Channel> {
  const channel = await link.acquire()
  await channel.exchangeDeclare(exchange)
  await channel.queueDeclare(queueOptions)
  await channel.queueBind(binding)
  await channel.basicQos({ prefetchCount: 1 })
  return channel
}

async function takeFrom(channel: Channel): Promise<Delivery | null> {
  const message = (await channel.basicGet(NAME)) ?? (await waitOn(channel))
  return message ? delivery(channel, message) : null
}

/** Consumes for as long as nothing comes. A standing consumer would be handed a message while its worker is busy. */
async function waitOn(channel: Channel): Promise<AsyncMessage | null> {
  let message: AsyncMessage | null = null
  const waiting = Promise.withResolvers<void>()
  const { consumerTag } = await channel.basicConsume({ queue: NAME }, (arrived) => {
    message = arrived
    waiting.resolve()
  })
  const timer = setTimeout(waiting.resolve, BLOCK_MS)
  channel.once('close', waiting.resolve)
  await waiting.promise
  clearTimeout(timer)
  channel.off('close', waiting.resolve)
  await channel.basicCancel({ consumerTag })
  await nextTurn() // one that came just before the consumer ended is handed over a turn later
  return message
}

function delivery(channel: Channel, { deliveryTag, body }: AsyncMessage | SyncMessage): Delivery {
  let held = true
  // When a channel ends RabbitMQ takes back what it held: there is nothing more to say.
  const settle = (say: () => void) => {
    held = false
    if (channel.active) say()
  }
  const id = String(body)
  return {
    id,
    async done() {
      if (held) settle(() => channel.basicAck({ deliveryTag }))
    },
    async giveBack() {
      if (held) settle(() => channel.basicNack({ deliveryTag, requeue: true }))
      else await send([id], 1)
    },
  }
}

/** Resolves when RabbitMQ has confirmed them all. A priority of 1 comes before what waits. */
async function send(ids: string[], priority = 0): Promise<void> {
  const message = { exchange: NAME, routingKey: NAME, durable: true, priority }
  await quickly(() => Promise.all(ids.map((id) => sender().send(message, id))))
}

const sender = () =>
  once('rabbitmq-sender', () =>
    rabbit().createPublisher({
      confirm: true,
      exchanges: [exchange],
      queues: [queueOptions],
      queueBindings: [binding],
    }),
  )
