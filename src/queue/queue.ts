// How the id of a review travels from a door to a worker. It may be lost, doubled or garbled on the way: Postgres knows.
import { once } from '#once.ts'
import { usesRabbit } from '#rabbitmq.ts'
import { rabbitQueue } from './rabbitmq.ts'
import { redisQueue } from './redis.ts'

export type Delivery = {
  /** As it came; not yet known to be an id. */
  id: string
  done(): Promise<void>
  /** To the front, for another worker. */
  giveBack(): Promise<void>
}

export type Queue = {
  /** One round trip, however many there are. */
  push(...ids: string[]): Promise<void>
  /** Waits up to 2 s; null when nothing came, so that the caller can look up, sweep or stop. */
  take(): Promise<Delivery | null>
  /** How many wait. */
  depth(): Promise<number>
  close(): void
}

export const queue = (): Queue => once('queue', () => (usesRabbit() ? rabbitQueue() : redisQueue('reviews')))
