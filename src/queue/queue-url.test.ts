// Which settings choose a transport.
import { expect, test } from 'playwright/test'
import { parseEnv } from '#env.ts'

test('QUEUE_URL may be empty, the Redis itself or a RabbitMQ; what would not be heeded is refused', () => {
  const stores = { DATABASE_URL: 'postgres://a@b/c', REDIS_URL: 'redis://one:6379', JWT_SECRET: 'x'.repeat(32) }
  for (const QUEUE_URL of ['', 'redis://one:6379', 'amqp://user:word@host:5672/vhost', 'amqps://host'])
    expect(parseEnv({ ...stores, QUEUE_URL }).QUEUE_URL).toBe(QUEUE_URL || undefined)
  expect(parseEnv(stores).QUEUE_URL).toBeUndefined()
  for (const QUEUE_URL of ['redis://another:6379', 'http://host', 'rabbit', 'amqp'])
    expect(() => parseEnv({ ...stores, QUEUE_URL })).toThrow(/QUEUE_URL .*amqp:\/\//)
})
