// A process of its own with a queue in its hands: it may be killed in the middle of what it does.
import { type ChildProcess, fork } from 'node:child_process'
import type { Delivery } from '#queue/queue.ts'
import { inRoot } from '../launch/root.ts'
import type { Answer, Order } from './queue-peer-process.ts'

export type QueuePeer = {
  push: (...ids: string[]) => Promise<void>
  take: () => Promise<Delivery | null>
  depth: () => Promise<number>
  close: () => Promise<void>
  /** kill -9. */
  kill: () => Promise<void>
}

export async function startQueuePeer(settings: Record<string, string>): Promise<QueuePeer> {
  const env = { ...process.env, ...settings, LOG_LEVEL: 'error' }
  const child = fork(inRoot('bin/testing/queue-peer-process.ts'), { env, cwd: inRoot(), execArgv: [] })
  const tell = teller(child)
  await tell.ready
  const hold = ({ id, index }: { id: string; index: number }): Delivery => ({
    id,
    done: () => tell('done', String(index)),
    giveBack: () => tell('giveBack', String(index)),
  })
  return {
    push: (...ids) => tell('push', ...ids),
    take: () => tell<{ id: string; index: number } | null>('take').then((taken) => taken && hold(taken)),
    depth: () => tell('depth'),
    close: () => tell('close'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

function teller(child: ChildProcess) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const expected = (n: number) => {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(n, answer)
    return answer.promise
  }
  const ready = expected(0)
  child.on('message', ({ n, result, error }: Answer) => {
    if (error) waiting.get(n)?.reject(new Error(error))
    else waiting.get(n)?.resolve(result)
    waiting.delete(n)
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the peer has ended'))
  })
  let last = 0
  const tell = <Result = void>(verb: Order['verb'], ...args: string[]) => {
    last += 1
    child.send({ n: last, verb, args } satisfies Order)
    return expected(last) as Promise<Result>
  }
  return Object.assign(tell, { ready })
}
