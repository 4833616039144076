// What is measured at the moment somebody asks: how much waits, and how much runs.
import { sql } from 'drizzle-orm'
import { Gauge } from 'prom-client'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { registry } from '#metrics.ts'
import { once } from '#once.ts'
import { queue } from '#queue/queue.ts'
import { countOpen } from '../healthz/health.ts'

const due = sql`${reviews.status} = 'pending' and ${reviews.runAt} <= now() and ${reviews.cancelRequestedAt} is null`

export const gaugeQueue = () =>
  once('gauges', () => [
    new Gauge({
      name: 'lintel_queue_depth',
      help: 'Ids in the list.',
      registers: [registry],
      async collect() {
        const depth = await queue()
          .depth()
          .catch(() => Number.NaN)
        this.set(depth)
      },
    }),
    new Gauge({
      name: 'lintel_reviews_due',
      help: 'Pending reviews that could be claimed now.',
      registers: [registry],
      async collect() {
        this.set(
          await db()
            .$count(reviews, due)
            .catch(() => Number.NaN),
        )
      },
    }),
    new Gauge({
      name: 'lintel_reviews_open',
      help: 'Reviews that have not ended.',
      labelNames: ['status'],
      registers: [registry],
      async collect() {
        const open = await countOpen().catch(() => ({ pending: Number.NaN, running: Number.NaN }))
        for (const [status, n] of Object.entries(open)) this.set({ status }, n)
      },
    }),
  ])
