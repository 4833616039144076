// GET: metrics for Prometheus, to this machine or to whoever has METRICS_TOKEN.
import { Problem } from '#contract/problem.ts'
import { mayReadMetrics, registry } from '#metrics.ts'
import { recent } from '#reviews/together.ts'
import { type Asked, open } from '../api/handle.ts'
import type { Plain } from '../api/plain.ts'
import { gaugeQueue } from './gauges.ts'

export const GET = open<Asked, Plain>(null, async ({ request }) => {
  if (!mayReadMetrics(request.headers.get('x-client-local') === '1', request.headers.get('authorization')))
    throw new Problem('unauthenticated', 'Metrics are for this machine, or for a bearer of METRICS_TOKEN.')
  gaugeQueue()
  const { body } = await lookTogether()
  return { status: 200, headers: new Map([['content-type', registry.contentType]]), body }
})

/** Prometheus asks every few seconds: what is this young says the same, and costs nothing however many watch. */
const YOUNG_MS = 1000

const lookTogether = recent(async () => ({ body: await registry.metrics() }), YOUNG_MS)
