// What is counted and timed, for Prometheus. One registry per process.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { env } from './env.ts'
import { once } from './once.ts'

export const registry = once('metrics', () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'lintel_' })
  return registry
})

const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
  once(`metric.${name}`, () => new Counter({ name, help, labelNames, registers: [registry] }))

const gauge = (name: string, help: string) =>
  once(`metric.${name}`, () => new Gauge({ name, help, registers: [registry] }))

const histogram = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
  once(`metric.${name}`, () => new Histogram({ name, help, labelNames, buckets, registers: [registry] }))

const briefly = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const atLength = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900]

// The doors.
export const requests = counter('lintel_http_requests_total', 'Answers of the API.', ['route', 'status'])
export const requestSeconds = histogram('lintel_http_request_seconds', 'Time to answer.', ['route'], briefly)
export const limited = counter('lintel_limited_total', 'Requests refused by a rate limit.', ['limit'])
export const cacheReads = counter('lintel_cache_reads_total', 'Look-ups in Redis.', ['what', 'result'])

// The way of a review.
export const submitted = counter('lintel_reviews_submitted_total', 'Reviews accepted.')
export const waitSeconds = histogram('lintel_review_wait_seconds', 'From acceptance to the first claim.', [], atLength)
export const runSeconds = histogram(
  'lintel_review_run_seconds',
  'From a claim to the end of that attempt.',
  ['outcome'],
  atLength,
)
export const stepSeconds = histogram(
  'lintel_analysis_step_seconds',
  'Time one step of a review took; the model is one step for each file.',
  ['step'],
  atLength,
)
export const ended = counter('lintel_reviews_ended_total', 'Reviews that ended.', ['status', 'failure_kind'])

// What went wrong on the way, and was mended.
export const fenced = counter('lintel_reviews_fenced_total', 'Writes refused because the lease was lost.')
export const reclaimed = counter(
  'lintel_reviews_reclaimed_total',
  'Leases that ran out, by what became of the review.',
  ['status'],
)
export const sentAgain = counter('lintel_queue_sent_again_total', 'Ids sent once more, as they may have been lost.')
export const garbage = counter('lintel_queue_garbage_total', 'Messages that were no id.')
export const pushFailures = counter('lintel_queue_push_failures_total', 'Ids that could not be sent.')
export const sweepFailures = counter('lintel_sweep_failures_total', 'Rounds of the sweep that broke off.')

// Live.
export const liveSockets = gauge('lintel_live_sockets', 'Open live sockets.')
export const socketsClosed = counter('lintel_live_sockets_closed_total', 'Live sockets the server ended.', ['reason'])

/** Metrics are for the machine itself, or for a bearer of METRICS_TOKEN. */
export function mayReadMetrics(local: boolean, authorization: string | null | undefined): boolean {
  const expected = env().METRICS_TOKEN
  const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
  if (local) return true
  return expected !== undefined && given !== undefined && timingSafeEqual(sha256(given), sha256(expected))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
