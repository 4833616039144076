// Webhooks: written with the end of a review, signed so that another library believes them, tried again, and never sent into
// the house.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { WebhookEvent } from '#contract/webhook.ts'
import { db } from '#db/client.ts'
import { auditEvents } from '#db/schema/instance.ts'
import { webhookDeliveries } from '#db/schema/webhooks.ts'
import { cancelReview } from '#reviews/cancel.ts'
import { completeReview, failReview, retryReview } from '#reviews/end.ts'
import { reclaimReviews } from '#reviews/sweep.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import {
  askToCancel,
  candidate,
  claimed,
  clearReviews,
  expireLease,
  outcome,
  submitted,
  withSetting,
} from '../../bin/testing/reviews.ts'
import { isAllowed } from './allowed-address.ts'
import { changeSecret, listDeliveries, readWebhook, removeWebhook, saveWebhook, testWebhook } from './manage.ts'
import { post } from './post.ts'
import { forgetOldDeliveries, sendDue } from './send.ts'

type Heard = { headers: Record<string, string>; body: string }

let server: Server
let url: string
let heard: Heard[]
let answer: (response: ServerResponse, request: IncomingMessage) => void
let person: Person

test.beforeEach(async () => {
  await clearReviews()
  await db().delete(webhookDeliveries)
  heard = []
  answer = (response) => response.writeHead(204).end()
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push({ headers: request.headers as Record<string, string>, body })
    answer(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  person = await newPerson()
})
test.afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const privately = <Result>(work: () => Promise<Result>) => withSetting('WEBHOOK_ALLOW_PRIVATE', true, work)
const withWebhook = async (who = person) => (await privately(() => saveWebhook(who.actor, { url }, '127.0.0.1'))).secret
const send = () => privately(() => sendDue())
const dueNow = () => db().update(webhookDeliveries).set({ nextAt: sql`now()` })
const rows = () => db().select().from(webhookDeliveries).orderBy(webhookDeliveries.createdAt)

async function completed(who = person): Promise<string> {
  const job = await claimed(who)
  await completeReview(job, outcome(candidate('a')))
  return job.id
}

test('H1: whatever ends a review, one message is written with it; what goes back to the queue tells nothing', async () => {
  await withWebhook()
  const done = await completed()
  const failing = await claimed(person)
  await failReview(failing, 'permanent', 'It cannot be.')
  const waiting = await submitted(person)
  await cancelReview(person.actor, waiting)
  const lost = await claimed(person)
  await askToCancel(lost.id)
  await expireLease(lost.id)
  await db().delete(webhookDeliveries).where(eq(webhookDeliveries.reviewId, lost.id))
  const written = (await rows()).map(({ reviewId, event }) => [reviewId, event])
  expect(written).toEqual([
    [done, 'review.completed'],
    [failing.id, 'review.failed'],
    [waiting, 'review.cancelled'],
  ])
  await reclaimReviews()
  const again = await claimed(person)
  await retryReview(again, 'Once more.')
  expect((await rows()).map(({ event }) => event).slice(3)).toEqual(['review.cancelled'])
  const other = await newPerson()
  await completed(other)
  expect((await rows()).length, 'a workspace without a webhook has no messages').toBe(4)
})

test('H1: an end that is rolled back leaves no message', async () => {
  await withWebhook()
  const job = await claimed(person)
  const broken = db().transaction(async (tx) => {
    await tx.execute(sql`update reviews set status = 'failed', failure_kind = 'permanent', finished_at = now(),
      lease_token = null, lease_until = null, slot = null where id = ${job.id}`)
    expect(await tx.$count(webhookDeliveries)).toBe(1)
    throw new Error('rolled back')
  })
  await expect(broken).rejects.toThrow('rolled back')
  expect(await rows()).toEqual([])
})

test('H2: the message is signed so that the library of Standard Webhooks believes it, with both secrets after a change', async () => {
  const secret = (await withWebhook()) as string
  const id = await completed()
  expect(await send()).toBe(1)
  const [first] = heard as [Heard]
  const event = WebhookEvent.parse(new StandardWebhook(secret).verify(first.body, first.headers))
  expect(event).toMatchObject({ type: 'review.completed', data: { reviewId: id, summary: { counts: { high: 1 } } } })
  expect(() =>
    new StandardWebhook(secret).verify(first.body.replace('completed', 'cancelled'), first.headers),
  ).toThrow()

  const { secret: next = '' } = await changeSecret(person.actor, '127.0.0.1')
  expect(next).not.toBe(secret)
  await testWebhook(person.actor)
  await send()
  const second = heard[1] as Heard
  for (const good of [secret, next]) new StandardWebhook(good).verify(second.body, second.headers)
  await db().execute(sql`update webhooks set former_secret_until = now() - interval '1 second'`)
  await testWebhook(person.actor)
  await send()
  const third = heard[2] as Heard
  new StandardWebhook(next).verify(third.body, third.headers)
  expect(() => new StandardWebhook(secret).verify(third.body, third.headers)).toThrow()
  const kept = await db().execute(sql`select webhooks::text as text from webhooks`)
  for (const told of [secret, next]) expect(JSON.stringify(kept)).not.toContain(told.slice('whsec_'.length))
  expect((await saveWebhookAgain()).secret, 'told once').toBeUndefined()
})

const saveWebhookAgain = () => privately(() => saveWebhook(person.actor, { url: `${url}/2` }, '127.0.0.1'))

test('H3: what was not heard is sent again later with the same id and body, then given up; 410 turns it off', async () => {
  await withWebhook()
  await completed()
  answer = (response) => response.writeHead(500).end('no')
  expect(await send()).toBe(1)
  expect(await send(), 'not before its time').toBe(0)
  for (let n = 2; n <= 8; n++) {
    await dueNow()
    expect(await send()).toBe(1)
  }
  const [row] = await rows()
  expect(row).toMatchObject({ status: 'failed', attempts: 8, answered: 500, failure: 'The receiver answered 500.' })
  await dueNow()
  expect(await send()).toBe(0)
  expect(new Set(heard.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1)

  answer = (response) => response.writeHead(410).end()
  await testWebhook(person.actor)
  await send()
  expect(await readWebhook(person.actor)).toMatchObject({ url, gone: true })
  await completed()
  expect((await rows()).length).toBe(2)
  await saveWebhookAgain()
  await completed()
  expect((await rows()).length).toBe(3)
})

test('H3: two workers at once send a message once, and one slow receiver does not take all places', async () => {
  await withWebhook()
  for (let n = 0; n < 6; n++) await testWebhook(person.actor)
  const other = await newPerson()
  await withWebhook(other)
  await testWebhook(other.actor)
  const counts = await Promise.all([send(), send()])
  expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(9)
  const tried = (await rows()).filter(({ attempts }) => attempts > 0)
  expect(tried.some(({ workspaceId }) => workspaceId === other.actor.workspaceId)).toBe(true)
  while ((await send()) > 0) {}
  const ids = heard.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([7, 7])
})

test('H4: no message goes to an address of a house, however it is written', async () => {
  const into = [
    [
      '127.0.0.1',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      '0.0.0.0',
      '169.254.169.254',
    ],
    ['192.0.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    [
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'ff02::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      '::127.0.0.1',
      'x',
    ],
  ].flat()
  expect(into.filter((address) => isAllowed(address, false))).toEqual([])
  expect(['8.8.8.8', '172.32.0.1', '2606:4700::1111'].every((address) => isAllowed(address, false))).toBe(true)
  const never = ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', 'fd00:ec2::254', '100.100.100.200']
  expect(never.filter((address) => isAllowed(address, true))).toEqual([])
  const spellings = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
    'localhost',
    '127.1',
  ]
  for (const host of spellings) {
    const message = { url: `https://${host}:1/`, headers: {}, body: '' }
    await expect(post(message), host).rejects.toThrow('The address leads into a private network.')
  }
  await expect(post({ url, headers: {}, body: '' })).rejects.toThrow('Only https is allowed.')
  await expect(saveWebhook(person.actor, { url }, '127.0.0.1')).rejects.toMatchObject({ code: 'invalid' })
})

test('H4: a name is looked up once, every address of it must do, and the connection goes to what was looked at', async () => {
  const asked: string[] = []
  const names =
    (...addresses: string[]) =>
    async (host: string) => {
      asked.push(host)
      return addresses
    }
  const message = { url: 'https://hook.example/', headers: {}, body: '{}' }
  for (const answers of [['10.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1']])
    await expect(post(message, names(...answers))).rejects.toThrow('private network')
  await expect(post(message, names())).rejects.toThrow('not known')
  const { port } = new URL(url)
  const plain = { ...message, url: `http://hook.example:${port}/` }
  expect(await privately(() => post(plain, names('127.0.0.1')))).toBe(204)
  expect(heard[0]?.headers.host).toBe(`hook.example:${port}`)
  expect(asked).toHaveLength(5)
})

test('H5: a redirect is not followed, and an endless answer is not read', async () => {
  const message = { url, headers: {}, body: '{}' }
  answer = (response) => response.writeHead(302, { location: url }).end()
  expect(await privately(() => post(message))).toBe(302)
  expect(heard).toHaveLength(1)
  const closed = Promise.withResolvers<void>()
  answer = (response) => {
    response.writeHead(200)
    const more = setInterval(() => response.write('x'.repeat(600)), 1)
    response.on('close', () => {
      clearInterval(more)
      closed.resolve()
    })
  }
  expect(await privately(() => post(message))).toBe(200)
  await closed.promise
})

test('the log comes in pages, old messages go, and whoever does not own the workspace learns nothing', async () => {
  await withWebhook()
  for (let n = 0; n < 25; n++) await testWebhook(person.actor)
  const first = await listDeliveries(person.actor, null)
  const rest = await listDeliveries(person.actor, first.nextCursor)
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([20, 5, null])
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(25)
  const stranger = await newPerson()
  expect(await listDeliveries(stranger.actor, first.nextCursor)).toEqual({ items: [], nextCursor: null })
  expect(await readWebhook(stranger.actor)).toMatchObject({ url: null })
  await expect(testWebhook(stranger.actor)).rejects.toMatchObject({ code: 'not-found' })
  await expect(removeWebhook(stranger.actor, '127.0.0.1')).rejects.toMatchObject({ code: 'not-found' })
  const guest = { ...stranger.actor, workspaceId: person.actor.workspaceId }
  for (const act of [readWebhook, testWebhook, (who: typeof guest) => removeWebhook(who, '127.0.0.1')])
    await expect(act(guest)).rejects.toMatchObject({ code: 'forbidden' })

  await removeWebhook(person.actor, '127.0.0.1')
  expect((await rows()).every(({ status }) => status === 'failed')).toBe(true)
  expect(await send()).toBe(0)
  await db().update(webhookDeliveries).set({ createdAt: sql`now() - interval '31 days'` })
  expect([await forgetOldDeliveries(), await forgetOldDeliveries(), (await rows()).length]).toEqual([true, false, 0])
  const own = eq(auditEvents.workspaceId, person.actor.workspaceId)
  const deeds = (await db().select().from(auditEvents).where(own)).map(({ action }) => action)
  expect(deeds).toEqual(['account.registered', 'webhook.saved', 'webhook.removed'])
})
