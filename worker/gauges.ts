// What a worker holds at the moment somebody asks.
import { Gauge } from 'prom-client'
import { registry } from '#metrics.ts'

type Self = { running: Set<string>; concurrency: number }

export function gaugeWorker({ running, concurrency }: Self): void {
  new Gauge({
    name: 'lintel_worker_running',
    help: 'Reviews in hand.',
    registers: [registry],
    collect() {
      this.set(running.size)
    },
  })
  new Gauge({ name: 'lintel_worker_slots', help: 'Reviews it can hold at once.', registers: [registry] }).set(
    concurrency,
  )
}
