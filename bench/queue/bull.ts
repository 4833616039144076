// BullMQ as its documentation starts it: a queue, a worker, jobs that carry an id.
import { Queue, Worker } from 'bullmq'
import { bell, CONCURRENCY, type Side } from './side.ts'

const NAME = 'bench'

export async function openBull(redisUrl: string): Promise<Side> {
  const { hostname: host, port, pathname } = new URL(redisUrl)
  const connection = { host, port: Number(port), db: Number(pathname.slice(1)), maxRetriesPerRequest: null }
  const queue = new Queue(NAME, { connection, defaultJobOptions: { removeOnComplete: 1000 } })
  const [begun, ended] = [bell(), bell()]
  const worker = new Worker(NAME, async ({ data }) => begun.ring(data.id), { connection, concurrency: CONCURRENCY })
  worker.on('completed', ({ data }) => ended.ring(data.id))
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])
  let sent = 0
  const send = () => {
    const id = String(sent++)
    return { id, push: () => queue.add('review', { id }) }
  }
  return {
    name: 'BullMQ',
    prepare: async () => {},
    async perform() {
      const { id, push } = send()
      await Promise.all([ended.rung(id), push()])
    },
    async begin() {
      const { id, push } = send()
      const done = ended.rung(id)
      const started = performance.now()
      const soon = begun.rung(id).then(() => performance.now() - started)
      await push()
      await done
      return soon
    },
    async close() {
      await worker.close()
      await queue.close()
    },
  }
}
