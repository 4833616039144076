// What waits to be told is sent, in workers only: at least once, again when nobody answered well, and not for ever.
import { and, eq, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { type DeliveryRow, type WebhookRow, webhookDeliveries, webhooks } from '#db/schema/webhooks.ts'
import { log } from '#log.ts'
import { post, type Resolve } from './post.ts'
import { sign } from './sign.ts'

/** Seconds to wait after each attempt that failed, as Standard Webhooks has it: over in a little more than a day. */
const WAITS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000]
/** Nobody else tries a message for so long: more than an attempt can take. */
const CLAIM = sql`interval '1 minute'`
const AT_ONCE = 20
/** Of one workspace: a receiver that is slow must not hold up the others. */
const OF_ONE = 4
const LOG_DAYS = 30
const GONE = 410

type Claimed = Pick<DeliveryRow, 'id' | 'workspaceId' | 'payload' | 'attempts'>

/** Answers how many were tried. */
export async function sendDue(resolve?: Resolve): Promise<number> {
  const claimed = await claim()
  await Promise.all(claimed.map((delivery) => attempt(delivery, resolve)))
  return claimed.length
}

/** In small batches; answers whether there was any. */
export async function forgetOldDeliveries(): Promise<boolean> {
  const rows = await db().execute(sql`
    delete from ${webhookDeliveries} where id in (
      select id from ${webhookDeliveries}
      where created_at < now() - make_interval(days => ${LOG_DAYS}::int) and status <> 'pending' limit 500)
    returning id`)
  return rows.length > 0
}

async function claim(): Promise<Claimed[]> {
  const ofOne = sql`row_number() over (partition by workspace_id order by next_at, id)`
  const rows = await db().execute<Claimed>(sql`
    update ${webhookDeliveries} set attempts = attempts + 1, next_at = now() + ${CLAIM}
    where status = 'pending' and next_at <= now() and id in (
      select id from (select id, next_at, ${ofOne} as place from ${webhookDeliveries}
        where status = 'pending' and next_at <= now()) due
      where place <= ${OF_ONE} order by next_at limit ${AT_ONCE})
    returning id, workspace_id as "workspaceId", payload, attempts`)
  return [...rows]
}

async function attempt(delivery: Claimed, resolve?: Resolve): Promise<void> {
  const [webhook] = await db().select().from(webhooks).where(eq(webhooks.workspaceId, delivery.workspaceId))
  if (!webhook || webhook.disabledAt) return over(delivery, { status: 'failed', failure: 'There is no webhook now.' })
  try {
    const answered = await tell(webhook, delivery, resolve)
    if (answered >= 200 && answered < 300) return over(delivery, { status: 'delivered', answered, failure: null })
    if (answered === GONE) await disable(webhook)
    await later(delivery, { answered, failure: `The receiver answered ${answered}.` }, answered === GONE)
  } catch (error) {
    await later(delivery, { answered: null, failure: (error as Error).message })
  }
}

/** The same id and body each time: a receiver knows a second one by it. */
function tell(webhook: WebhookRow, { id, payload }: Claimed, resolve?: Resolve): Promise<number> {
  const body = JSON.stringify(payload)
  const { secretId, formerSecretId, formerSecretUntil } = webhook
  const now = new Date()
  const former = formerSecretId && formerSecretUntil && formerSecretUntil > now ? [formerSecretId] : []
  const headers = sign(id, now, body, [secretId, ...former])
  return post({ url: webhook.url, headers, body }, resolve)
}

type Told = Partial<Pick<DeliveryRow, 'status' | 'answered' | 'failure'>>

async function later(delivery: Claimed, told: Told, isLast = false): Promise<void> {
  const { id, attempts } = delivery
  const seconds = WAITS[attempts - 1]
  log.warn({ deliveryId: id, attempts, failure: told.failure }, 'webhook.failed')
  if (isLast || seconds === undefined) return over(delivery, { ...told, status: 'failed' })
  const nextAt = sql`now() + ${seconds}::float8 * (0.9 + random() / 5) * interval '1 second'`
  await db()
    .update(webhookDeliveries)
    .set({ ...told, nextAt })
    .where(stillOurs(delivery))
}

async function over(delivery: Claimed, told: Told): Promise<void> {
  await db()
    .update(webhookDeliveries)
    .set({ ...told, endedAt: sql`now()` })
    .where(stillOurs(delivery))
}

/** Whoever took so long that another has tried it since, says nothing. */
const stillOurs = ({ id, attempts }: Claimed) =>
  and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.status, 'pending'), eq(webhookDeliveries.attempts, attempts))

const disable = ({ workspaceId, url }: WebhookRow) =>
  db()
    .update(webhooks)
    .set({ disabledAt: sql`now()` })
    .where(and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.url, url)))
