// What is counted and timed, for Prometheus. One registry per process.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { env } from './env.ts'
import { once } from './once.ts'

export const registry = once('metrics', () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'lintel_' })
  return registry
})

const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
  once(`metric.${name}`, () => new Counter({ name, help, labelNames, registers: [registry] }))

export const requests = counter('lintel_http_requests_total', 'Answers of the API.', ['route', 'status'])
export const limited = counter('lintel_limited_total', 'Requests refused by a rate limit.', ['limit'])
export const cacheReads = counter('lintel_cache_reads_total', 'Look-ups in Redis.', ['what', 'result'])
export const reviewsPerformed = counter('lintel_reviews_performed_total', 'Attempts at a review that came to an end.')

export const requestSeconds = once(
  'metric.request_seconds',
  () =>
    new Histogram({
      name: 'lintel_http_request_seconds',
      help: 'Time to answer, in seconds.',
      labelNames: ['route'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    }),
)

/** Metrics are for the machine itself, or for a bearer of METRICS_TOKEN. */
export function mayReadMetrics(local: boolean, authorization: string | null | undefined): boolean {
  const expected = env().METRICS_TOKEN
  const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
  if (local) return true
  return expected !== undefined && given !== undefined && timingSafeEqual(sha256(given), sha256(expected))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
