// On a real Redis Cluster of three nodes, everything that Redis is for works as on one server.
import { expect, test } from 'playwright/test'
import { apart } from '../bin/testing/apart.ts'
import { type RedisCluster, startRedisCluster } from '../bin/testing/redis-cluster.ts'

let cluster: RedisCluster
test.describe.configure({ timeout: 120_000 })
test.beforeAll(async () => {
  cluster = await startRedisCluster()
})
test.afterAll(() => cluster?.end())

const onCluster = <Result>(script: string) => apart<Result>(cluster.settings, prelude + script, 100_000)

const prelude = `
  const { connectRedis, redis, redisNodes } = await import('#redis.ts')
  const { crowd } = await import('./bin/testing/reviews.ts')
  const { db } = await import('#db/client.ts')
  const { startSession } = await import('#accounts/session.ts')
  const { authenticate } = await import('#accounts/authenticate.ts')
  const { endOwnSession } = await import('#accounts/own-sessions.ts')
  const { takeFromLimit } = await import('#limits.ts')
  await connectRedis()
  // Signed in without the quarter of a second that a password takes.
  const newPerson = async ({ actor: { userId, workspaceId } }) => {
    const device = { userAgent: 'test', address: null }
    const tokens = await db().transaction((tx) => startSession(tx, userId, workspaceId, device))
    return { tokens, actor: (await authenticate(tokens.access)).actor }
  }
  const people = await Promise.all((await crowd(6)).map(newPerson))
  const whoIsIn = () => Promise.all(people.map(async ({ tokens }) => (await authenticate(tokens.access)) !== null))
  const end = ({ actor }) => endOwnSession(actor, actor.sessionId, '127.0.0.1')
`

test('limits, sessions, queue, news and caches, spread over the nodes', async () => {
  const seen = await onCluster<Record<string, unknown>>(`
    const { announce, listen } = await import('#events.ts')
    const { keep, keepFirst, recall, forget } = await import('#cache.ts')
    const { redisQueue } = await import('#queue/redis.ts')
    const { readHealth } = await import('./src/app/healthz/health.ts')
    const { recallSession } = await import('#accounts/session-cache.ts')

    const passed = await Promise.all(Array.from({ length: 20 }, async (_, key) => {
      const tries = await Promise.allSettled(Array.from({ length: 12 }, () => takeFromLimit('reviews', 'somebody' + key)))
      return tries.filter(({ status }) => status === 'fulfilled').length
    }))

    await whoIsIn()
    const remembered = await Promise.all(people.map(async ({ tokens, actor }) => {
      const { jti } = await authenticate(tokens.access)
      return (await recallSession(actor.sessionId, jti)).actor?.userId === actor.userId
    }))
    await end(people[0])
    const inside = await whoIsIn()

    const queue = redisQueue('cluster')
    await queue.push('a', 'b', 'c')
    await (await queue.take()).giveBack()
    const taken = [await queue.depth(), (await queue.take()).id, (await queue.take()).id, (await queue.take()).id]
    const waiting = queue.take()
    setTimeout(() => queue.push('late'), 200)
    taken.push((await waiting).id, await queue.take())
    queue.close()

    const id = 'some-review'
    const heard = await listen(id, AbortSignal.timeout(20000))
    for (let seq = 0; seq < 50; seq++) announce({ type: 'step', reviewId: id, seq })
    const order = []
    while (order.length < 50) order.push((await heard.next()).value[0].seq)

    await Promise.all(['one', 'two', 'three', 'four'].map((key) => keep(key, key, 60)))
    await keepFirst('one', 'another', 60)
    await forget('two', 'three')
    const recalled = await Promise.all(['one', 'two', 'three', 'four'].map(recall))
    const spread = await Promise.all(redisNodes().map((node) => node.dbsize()))
    tell({ passed, remembered, inside, taken, order, recalled, spread, health: await readHealth() })
  `)
  expect(seen.passed).toEqual(Array(20).fill(10))
  expect(seen.remembered).toEqual(Array(6).fill(true))
  expect(seen.inside).toEqual([false, true, true, true, true, true])
  expect(seen.taken).toEqual([3, 'a', 'b', 'c', 'late', null])
  expect(seen.order).toEqual(Array.from({ length: 50 }, (_, seq) => seq))
  expect(seen.recalled).toEqual(['one', null, null, 'four'])
  expect((seen.spread as number[]).map((keys) => keys > 0)).toEqual([true, true, true])
  expect(seen.health).toMatchObject({ redis: 'ok', queue: 'ok', queueDepth: 0 })
})

test('a node that hangs: nobody waits for it, and who went meanwhile stays out when it is back', async () => {
  const seen = await onCluster<Record<string, unknown>>(`
    const { pingRedis } = await import('#redis.ts')
    const { setTimeout: pause } = await import('node:timers/promises')
    const before = await whoIsIn()
    const whole = async () => pingRedis().then(() => true, () => false)
    process.kill(${cluster.pids[1]}, 'SIGSTOP')
    await Promise.all(people.map(end))
    const limited = await Promise.all(people.map(({ actor }) => takeFromLimit('reads', actor.userId)))
    const without = await whoIsIn()
    while (await whole()) await pause(100)
    process.kill(${cluster.pids[1]}, 'SIGCONT')
    while (!(await whole())) await pause(100)
    const after = []
    for (let n = 0; n < 10; n++) { after.push(...await whoIsIn()); await pause(50) }
    const [again] = await Promise.all((await crowd(1)).map(newPerson))
    tell({ before, limited: limited.length, without, after, again: again.actor.userId })
  `)
  expect(seen.before).toEqual(Array(6).fill(true))
  expect(seen.limited).toBe(6)
  expect(seen.without).toEqual(Array(6).fill(false))
  expect(new Set(seen.after as boolean[])).toEqual(new Set([false]))
  expect(seen.again).toBeTruthy()
})
