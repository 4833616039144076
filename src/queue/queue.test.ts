// What every transport keeps, tried on a real Redis and a real RabbitMQ: same tests, one row of promises each.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { type QueuePeer, startQueuePeer } from '../../bin/testing/queue-peer.ts'
import { type Broker, transports } from '../../bin/testing/transports.ts'

const QUICK_MS = 1000 // half a second, and what a busy machine adds
const TAKE_MS = 3500 // three seconds, likewise

async function timed<T>(work: Promise<T>): Promise<{ ms: number; value: T | 'rejected' }> {
  const started = performance.now()
  const value = await work.catch(() => 'rejected' as const)
  return { ms: performance.now() - started, value }
}

for (const { name, open, takesBack, missing } of transports)
  test.describe(name, () => {
    test.describe.configure({ timeout: 120_000 })

    let broker: Broker
    const peers: QueuePeer[] = []
    const peer = async () => {
      const started = await startQueuePeer(broker.settings)
      peers.push(started)
      return started
    }
    const takenId = async (from: QueuePeer) => {
      const delivery = await from.take()
      await delivery?.done()
      return delivery?.id ?? null
    }
    /** Takes until it comes, or for twenty seconds. */
    const untilTaken = async (from: QueuePeer, id: string) => {
      const seen: (string | null)[] = []
      const deadline = Date.now() + 20_000
      while (!seen.includes(id) && Date.now() < deadline) seen.push(await takenId(from))
      return seen
    }
    const untilPushed = (from: QueuePeer, id: string) =>
      expect(() => from.push(id), 'it comes back by itself').toPass({ timeout: 20_000, intervals: [200] })

    test.beforeAll(async () => {
      test.info().skip(missing !== null, missing ?? '')
      broker = await open()
    })
    test.beforeEach(() => broker.empty())
    test.afterEach(async () => {
      await Promise.all(peers.splice(0).map((one) => one.kill()))
    })
    test.afterAll(() => broker?.end())

    test('first in, first out, however many come at once', async () => {
      const queue = await peer()
      await queue.push()
      expect(await queue.depth()).toBe(0)
      await queue.push('a')
      const many = Array.from({ length: 200 }, (_, n) => `b${n}`)
      await queue.push(...many)
      expect(await queue.depth()).toBe(201)
      const order = []
      for (let n = 0; n < 201; n++) order.push(await takenId(queue))
      expect(order).toEqual(['a', ...many])
      expect(await queue.depth()).toBe(0)
    })

    test('what is given back comes next, be it done already or not', async () => {
      const queue = await peer()
      await queue.push('a', 'b', 'c')
      const first = await queue.take()
      expect(first?.id).toBe('a')
      await first?.giveBack()
      const again = await queue.take()
      expect(again?.id).toBe('a')
      await again?.done()
      await again?.giveBack()
      expect([await takenId(queue), await takenId(queue), await takenId(queue)]).toEqual(['a', 'b', 'c'])
    })

    test('an empty queue answers null within three seconds, and a waiting taker hears a push at once', async () => {
      const [taker, sender] = await Promise.all([peer(), peer()])
      const empty = await timed(taker.take())
      expect(empty.value).toBeNull()
      expect(empty.ms).toBeLessThan(TAKE_MS)
      const taking = taker.take()
      await pause(300)
      await sender.push('a')
      const heard = await timed(taking)
      expect(heard.value).toMatchObject({ id: 'a' })
      expect(heard.ms).toBeLessThan(QUICK_MS)
    })

    test('what comes in the moment a take gives up is not lost', async () => {
      const [taker, sender] = await Promise.all([peer(), peer()])
      const seen: (string | null)[] = []
      for (let n = 0; n < 6; n++) {
        const taking = takenId(taker)
        await pause(1985 + n * 6)
        await sender.push(`a${n}`)
        seen.push(await taking)
        if (seen.at(-1) === null) seen.push(await takenId(taker))
      }
      expect(seen.filter((id) => id !== null)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5'])
    })

    test('two takers share, and none gets what the other has', async () => {
      const [one, two] = await Promise.all([peer(), peer()])
      const taking = [untilTaken(one, 'end'), untilTaken(two, 'end')]
      const ids = Array.from({ length: 100 }, (_, n) => `a${n}`)
      for (const id of ids) await one.push(id)
      await two.push('end', 'end')
      const [first = [], second = []] = await Promise.all(taking)
      const both = [...first, ...second].filter((id) => id !== null && id !== 'end')
      expect(both.toSorted()).toEqual(ids.toSorted())
      expect(Math.min(first.length, second.length)).toBeGreaterThan(1)
    })

    test('a taker that is busy holds nothing that another could have', async () => {
      const [busy, idle] = await Promise.all([peer(), peer()])
      const taking = busy.take()
      await pause(300)
      await busy.push('a', 'b')
      const delivery = await taking
      expect(delivery?.id).toBe('a')
      expect(await takenId(idle), 'while it has not called done').toBe('b')
      await delivery?.done()
      await busy.push('c')
      expect(await takenId(idle), 'and after').toBe('c')
    })

    test('a taker is killed: what it had called done never comes again, what it held comes back if it can', async () => {
      const [doomed, other] = await Promise.all([peer(), peer()])
      await doomed.push('done', 'held')
      await (await doomed.take())?.done()
      expect((await doomed.take())?.id).toBe('held')
      await doomed.kill()
      expect(await takenId(other)).toBe(takesBack ? 'held' : null)
      expect(await takenId(other)).toBeNull()
    })

    test('garbage goes through as it came', async () => {
      const queue = await peer()
      const garbage = ['', '\0', ' ', '{not json', '🦊\u202e', "'; drop table reviews", 'x'.repeat(100_000)]
      await queue.push(...garbage)
      for (const id of garbage) expect(await takenId(queue)).toBe(id)
    })

    test('killed: a push fails fast, a take comes back empty, and when it is back all goes on by itself', async () => {
      const [queue, taker] = await Promise.all([peer(), peer()])
      await queue.push('kept')
      expect(await queue.depth()).toBe(1)
      expect(await takenId(taker)).toBe('kept')
      await queue.push('survivor')
      await broker.kill()
      for (let n = 0; n < 2; n++) {
        const [pushed, taken, depth] = await Promise.all([
          timed(queue.push('never')),
          timed(taker.take()),
          timed(queue.depth()),
        ])
        expect([pushed.value, depth.value]).toEqual(['rejected', 'rejected'])
        expect(pushed.ms).toBeLessThan(QUICK_MS)
        expect(depth.ms).toBeLessThan(QUICK_MS)
        expect(taken.ms).toBeLessThan(TAKE_MS)
        expect([null, 'rejected']).toContain(taken.value)
      }
      await broker.start()
      await untilPushed(queue, 'after')
      const seen = await untilTaken(taker, 'after')
      expect(seen.filter((id) => id !== null)).toEqual(['survivor', 'after'])
    })

    test('killed while a taker waits: it is told, and hears again after', async () => {
      const queue = await peer()
      const taking = timed(queue.take())
      await pause(500)
      await broker.kill()
      const { ms, value } = await taking
      expect([null, 'rejected']).toContain(value)
      expect(ms).toBeLessThan(TAKE_MS)
      await broker.start()
      await untilPushed(queue, 'a')
      expect(await untilTaken(queue, 'a')).toContain('a')
    })

    test('frozen: nothing hangs, and what is sent after it thawed arrives', async () => {
      const [queue, taker] = await Promise.all([peer(), peer()])
      await queue.push('before')
      expect(await takenId(taker)).toBe('before')
      broker.signal('SIGSTOP')
      try {
        for (let n = 0; n < 3; n++) {
          const [pushed, taken, depth] = await Promise.all([
            timed(queue.push('maybe')),
            timed(taker.take()),
            timed(queue.depth()),
          ])
          expect([pushed.value, depth.value]).toEqual(['rejected', 'rejected'])
          expect(pushed.ms).toBeLessThan(QUICK_MS)
          expect(depth.ms).toBeLessThan(QUICK_MS)
          expect(taken.ms).toBeLessThan(TAKE_MS)
          expect([null, 'rejected']).toContain(taken.value)
        }
      } finally {
        broker.signal('SIGCONT')
      }
      await untilPushed(queue, 'after')
      const seen = await untilTaken(taker, 'after')
      expect(seen).toContain('after')
      expect(seen.filter((id) => id !== null && id !== 'maybe')).toEqual(['after'])
    })

    test('not there at the start: fails fast, and comes by itself', async () => {
      await broker.kill()
      const queue = await peer()
      const [pushed, taken] = await Promise.all([timed(queue.push('never')), timed(queue.take())])
      expect(pushed.value).toBe('rejected')
      expect(pushed.ms).toBeLessThan(QUICK_MS)
      expect(taken.ms).toBeLessThan(TAKE_MS)
      await broker.start()
      await untilPushed(queue, 'a')
      expect(await untilTaken(queue, 'a')).toContain('a')
    })

    test('closed in the middle of a take: it ends at once, and nothing is taken any more', async () => {
      const [queue, other] = await Promise.all([peer(), peer()])
      const taking = timed(queue.take())
      await pause(300)
      await queue.close()
      const { ms, value } = await taking
      expect([null, 'rejected']).toContain(value)
      expect(ms).toBeLessThan(1500)
      await queue.push('a')
      expect(await takenId(other)).toBe('a')
    })
  })
