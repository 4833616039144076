// The process behind a queue peer: does with its queue what it is told, and answers what came of it.
import { type Delivery, queue } from '#queue/queue.ts'
import { connectRedis } from '#redis.ts'

export type Order = { n: number; verb: keyof typeof verbs; args: string[] }
export type Answer = { n: number; result?: unknown; error?: string }

const held: Delivery[] = []
const taken = (index: string) => held[Number(index)] as Delivery

const verbs = {
  push: (...ids: string[]) => queue().push(...ids),
  async take() {
    const delivery = await queue().take()
    return delivery && { id: delivery.id, index: held.push(delivery) - 1 }
  },
  done: (index: string) => taken(index).done(),
  giveBack: (index: string) => taken(index).giveBack(),
  depth: () => queue().depth(),
  close: async () => queue().close(),
}

const answer = (message: Answer) => process.send?.(message)

process.on('message', ({ n, verb, args }: Order) => {
  const obey = verbs[verb] as (...args: string[]) => Promise<unknown>
  obey(...args).then(
    (result) => answer({ n, result }),
    (error) => answer({ n, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))

await connectRedis()
answer({ n: 0 })
