// GET: metrics for Prometheus, to this machine or to whoever has METRICS_TOKEN.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Problem } from '#contract/problem.ts'
import { env } from '#env.ts'
import { registry } from '#metrics.ts'
import { open } from '../api/handle.ts'
import { gaugeQueue } from './gauges.ts'

export const GET = open(null, async ({ request }) => {
  if (request.headers.get('x-client-local') !== '1' && !hasToken(request))
    throw new Problem('unauthenticated', 'Metrics are for this machine, or for a bearer of METRICS_TOKEN.')
  gaugeQueue()
  return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } })
})

function hasToken(request: Request): boolean {
  const expected = env().METRICS_TOKEN
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  return expected !== undefined && given !== undefined && timingSafeEqual(sha256(given), sha256(expected))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
