// The heartbeat goes on while nothing else does: the main thread blocked, and as many threads at work as there are cores.
import { expect, test } from 'playwright/test'
import { apart } from '../../bin/testing/apart.ts'
import { clearReviews } from '../../bin/testing/reviews.ts'

test.beforeEach(clearReviews)

test('a lease of two seconds holds through six in which the main thread does nothing but count', async () => {
  const script = `
    const { claimed, leaseSeconds, rowOf } = await import('./bin/testing/reviews.ts')
    const { holdLease } = await import('#reviews/lease.ts')
    const { availableParallelism } = await import('node:os')
    const { Worker } = await import('node:worker_threads')
    const { warmHeart } = await import('#reviews/heartbeat.ts')
    await warmHeart()
    const job = await claimed()
    const lease = holdLease(job)
    for (let n = 0; n < availableParallelism(); n++) new Worker('for (;;);', { eval: true, execArgv: [] })
    await new Promise((resolve) => setTimeout(resolve, 200))
    let count = 0
    for (const end = Date.now() + 6000; Date.now() < end; ) count++
    const left = await leaseSeconds(job.id)
    tell({ left, status: (await rowOf(job.id)).status, interrupted: lease.signal.aborted, count })`
  const { left, status, interrupted, count } = await apart<Record<string, unknown>>({ LEASE_SECONDS: '2' }, script)
  expect(count).toBeGreaterThan(1_000_000)
  expect(left, 'seconds left of the lease').toBeGreaterThan(0)
  expect({ status, interrupted }).toEqual({ status: 'running', interrupted: false })
})
