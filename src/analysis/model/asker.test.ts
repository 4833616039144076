// A model that hangs is given up in time, and never more calls than agreed are under way.
import { expect, test } from 'playwright/test'
import { type ModelServer, openModelServer } from '../../../bench/model-server/open.ts'
import { turns } from '../turns.ts'
import { openAsker, standardLimits } from './asker.ts'
import { connectModel } from './connect.ts'

const question = { instructions: 'Review.', data: '1#0a1|planted_defect()' }
let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => server.close())

const asker = (name: string, over: Partial<typeof standardLimits>) =>
  openAsker(connectModel({ name, baseUrl: server.url }), new AbortController().signal, { ...standardLimits, ...over })

test('a call that takes too long fails in words; the second such one is the last', async () => {
  await asker('clean', {})(question) // the first call takes longer, as everything is loaded then
  const ask = asker('hang', { calls: 1, callMs: 800 })
  const replies = await Promise.all([1, 2, 3, 4, 5].map(() => ask(question)))
  expect(replies).toEqual(Array(5).fill({ failure: 'The model did not answer in time.' }))
  expect(server.asked.filter(({ model }) => model === 'hang')).toHaveLength(2)
})

test('when the time of the review is up, nobody is asked any more', async () => {
  const ask = asker('hang', { calls: 1, reviewMs: 200 })
  const replies = await Promise.all([ask(question), ask(question)])
  expect(replies).toEqual([
    { failure: 'The model did not answer in time.' },
    { failure: 'The time for it was used up.' },
  ])
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
