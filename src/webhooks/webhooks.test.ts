// Webhooks: written with the end of a review, signed so that another library believes them, and tried again.
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
import { type Heard, type Receiver, startReceiver } from '../../bin/testing/receiver.ts'
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
import { changeSecret, listDeliveries, readWebhook, removeWebhook, saveWebhook, testWebhook } from './manage.ts'
import { forgetOldDeliveries, sendDue } from './send.ts'

let receiver: Receiver
let person: Person

test.beforeEach(async () => {
  await clearReviews()
  await db().delete(webhookDeliveries)
  receiver = await startReceiver()
  person = await newPerson()
})
test.afterEach(() => receiver.stop())

const privately = <Result>(work: () => Promise<Result>) => withSetting('WEBHOOK_ALLOW_PRIVATE', true, work)
const withWebhook = async (who = person) =>
  (await privately(() => saveWebhook(who.actor, { url: receiver.url }, '127.0.0.1'))).secret
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
  const [first] = receiver.heard as [Heard]
  const event = WebhookEvent.parse(new StandardWebhook(secret).verify(first.body, first.headers))
  expect(event).toMatchObject({ type: 'review.completed', data: { reviewId: id, summary: { counts: { high: 1 } } } })
  expect(() =>
    new StandardWebhook(secret).verify(first.body.replace('completed', 'cancelled'), first.headers),
  ).toThrow()

  const { secret: next = '' } = await changeSecret(person.actor, '127.0.0.1')
  expect(next).not.toBe(secret)
  await testWebhook(person.actor)
  await send()
  const second = receiver.heard[1] as Heard
  for (const good of [secret, next]) new StandardWebhook(good).verify(second.body, second.headers)
  await db().execute(sql`update webhooks set former_secret_until = now() - interval '1 second'`)
  await testWebhook(person.actor)
  await send()
  const third = receiver.heard[2] as Heard
  new StandardWebhook(next).verify(third.body, third.headers)
  expect(() => new StandardWebhook(secret).verify(third.body, third.headers)).toThrow()
  const kept = await db().execute(sql`select webhooks::text as text from webhooks`)
  for (const told of [secret, next]) expect(JSON.stringify(kept)).not.toContain(told.slice('whsec_'.length))
  expect((await saveWebhookAgain()).secret, 'told once').toBeUndefined()
})

const saveWebhookAgain = () => privately(() => saveWebhook(person.actor, { url: `${receiver.url}/2` }, '127.0.0.1'))

test('H3: what was not receiver.heard is sent again later with the same id and body, then given up; 410 turns it off', async () => {
  await withWebhook()
  await completed()
  receiver.answer = (response) => response.writeHead(500).end('no')
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
  expect(new Set(receiver.heard.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1)

  receiver.answer = (response) => response.writeHead(410).end()
  await testWebhook(person.actor)
  await send()
  expect(await readWebhook(person.actor)).toMatchObject({ url: receiver.url, gone: true })
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
  // One setting for both: who ends first would take it from the other.
  const counts = await privately(() => Promise.all([sendDue(), sendDue()]))
  expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(9)
  const tried = (await rows()).filter(({ attempts }) => attempts > 0)
  expect(tried.some(({ workspaceId }) => workspaceId === other.actor.workspaceId)).toBe(true)
  while ((await send()) > 0) {}
  const ids = receiver.heard.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([7, 7])
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
