// A model that hangs is given up in time, and never more calls than agreed are under way.
import { expect, test } from 'playwright/test'
import { type ModelServer, openModelServer } from '../../../bench/model-server/open.ts'
import { turns } from '../turns.ts'
import { openAsker, standardLimits } from './asker.ts'
import { openBreaker } from './breaker.ts'
import { connectModel } from './connect.ts'
import type { Meter } from './meter.ts'

const question = {
  instructions: 'Review.',
  data: '1#0a1|planted_defect()',
  schema: null,
  purpose: 'a test',
  promptVersion: '0',
}
let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => server.close())

type Given = NonNullable<Parameters<typeof openAsker>[2]>
const hangs = /^(hang|hang-too|drip|stall)$/
const short = { connectMs: 5000, firstByteMs: 200, idleMs: 200 }
const asker = (name: string, over: Partial<typeof standardLimits> = {}, given: Given = {}, fallback?: string) =>
  openAsker(
    connectModel({ name, baseUrl: server.url, ...(hangs.test(name) && { clocks: short }), fallback }),
    new AbortController().signal,
    {
      ...given,
      limits: { ...standardLimits, ...over },
    },
  )
const askedAs = (name: string) => server.asked.filter(({ model }) => model === name).length

const inTime = { failure: 'The model did not answer in time.' }
const rests = { failure: 'The server of the model failed too often and is left alone for a while.' }

for (const name of ['hang', 'drip', 'stall'])
  test(`${name}: each way of hanging ends in words; after four the server is left alone`, async () => {
    const ask = asker(name, { calls: 1, callMs: 400 })
    const replies = await Promise.all([1, 2, 3, 4, 5, 6].map(() => ask(question)))
    expect(replies).toEqual([...Array(4).fill(inTime), rests, rests])
    expect(askedAs(name)).toBe(4)
  })

test('when the time of the review is up, nobody is asked any more', async () => {
  const ask = asker('hang-too', { calls: 1, reviewMs: 200 })
  const replies = await Promise.all([ask(question), ask(question)])
  expect(replies).toEqual([inTime, { failure: 'The time for it was used up.' }])
})

test('a stumble is tried once more; a server that says when is asked then, or not at all', async () => {
  expect(await asker('http-500-once')(question)).toMatchObject({ text: expect.any(String), model: 'http-500-once' })
  expect(await asker('http-429-once')(question)).toMatchObject({ text: expect.any(String) })
  expect(await asker('http-429-long', { longestWaitMs: 1000 })(question)).toEqual({
    failure: expect.stringContaining('HTTP 429'),
  })
  expect(await asker('http-429-long')(question)).toEqual(rests)
  expect(askedAs('http-429-long')).toBe(1)
})

test('who waited as long as the server wanted is let in, even by a clock that is slow', async () => {
  const [now, began] = [Date.now, performance.now()]
  const first = now()
  Date.now = () => first + (performance.now() - began) / 2
  try {
    expect(await asker('http-500')(question)).toEqual({ failure: expect.stringContaining('HTTP 500') })
  } finally {
    Date.now = now
  }
  expect(askedAs('http-500')).toBe(2)
})

test('another model answers for one that gives out, and says its name', async () => {
  expect(await asker('http-404', {}, {}, 'clean')(question)).toMatchObject({ model: 'clean' })
  expect(await asker('http-529', {}, {}, 'clean')(question)).toMatchObject({ model: 'clean' })
})

test('whoever pays is asked first, told what it came to, and its no is the last word', async () => {
  const told: unknown[] = []
  const meter: Meter = {
    reserve: async ({ most }) => {
      if (told.length > 1) return { refused: 'The budget is used up.' }
      told.push(most)
      return async (tokens) => void told.push(tokens)
    },
  }
  const ask = asker('clean', {}, { meter }, 'good')
  await ask(question)
  expect(told).toEqual([
    { inputTokens: expect.any(Number), outputTokens: standardLimits.maxOutputTokens },
    { inputTokens: 120, outputTokens: 45 },
  ])
  expect(await ask(question)).toEqual({ failure: 'The budget is used up.' })
})

test('a breaker opens after four failures, lets one try after its rest, and closes when that one does', () => {
  const breaker = openBreaker(4, 1000)
  for (let failure = 0; failure < 4; failure++) {
    expect(breaker.closedFor(0)).toBeNull()
    breaker.failed(0)
  }
  expect(breaker.closedFor(10)).toBe(990)
  expect([breaker.closedFor(1000), breaker.closedFor(1000)]).toEqual([null, 1000])
  breaker.failed(1000)
  expect(breaker.closedFor(1999)).toBe(1)
  expect(breaker.closedFor(2000)).toBeNull()
  breaker.abandoned()
  expect(breaker.closedFor(2000)).toBeNull()
  breaker.succeeded()
  expect([breaker.closedFor(2001), breaker.closedFor(2001)]).toEqual([null, null])
  breaker.failed(3000, 60_000)
  expect(breaker.closedFor(3000)).toBe(60_000)
})

test('turns are given to so many at once, in the order they came', async () => {
  const turn = turns(2)
  const order: string[] = []
  const [first] = [await turn(), await turn()]
  const waiting = ['c', 'd'].map((name) => turn().then(() => order.push(name)))
  await Promise.resolve()
  expect(order).toEqual([])
  first()
  await waiting[0]
  expect(order).toEqual(['c'])
})
