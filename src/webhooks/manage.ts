// A workspace's webhook: where it goes, its secret, its test and its log. Only the owner sees any of it.
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { requireOwner } from '#accounts/owner.ts'
import { Problem } from '#contract/problem.ts'
import type { Delivery, SavedWebhook, Webhook, WebhookAddress } from '#contract/webhook.ts'
import { db } from '#db/client.ts'
import { type DeliveryRow, type WebhookRow, webhookDeliveries, webhooks } from '#db/schema/webhooks.ts'
import { env } from '#env.ts'
import { secretInWords } from './sign.ts'

/** Long enough to give a receiver its new secret. */
const FORMER_LASTS = sql`interval '24 hours'`

const OWNERS = 'look after its webhook'
const ofWorkspace = ({ workspaceId }: Actor) => eq(webhooks.workspaceId, workspaceId)

export async function readWebhook(actor: Actor): Promise<Webhook> {
  await requireOwner(actor, OWNERS)
  const [row] = await db().select().from(webhooks).where(ofWorkspace(actor))
  return row ? asWebhook(row) : { url: null, gone: false, secretMadeAt: null, formerSecretUntil: null }
}

/** The secret is told with the first address; another address keeps it. Throws `invalid` for an address without TLS. */
export async function saveWebhook(actor: Actor, { url }: WebhookAddress, from: string): Promise<SavedWebhook> {
  await requireOwner(actor, OWNERS)
  if (!url.startsWith('https:') && !env().WEBHOOK_ALLOW_PRIVATE) {
    const message = 'Only https is allowed.'
    throw new Problem('invalid', message, { errors: [{ path: 'url', message }] })
  }
  const { workspaceId } = actor
  return db().transaction(async (tx) => {
    const [row] = await tx
      .insert(webhooks)
      .values({ workspaceId, url })
      .onConflictDoUpdate({ target: webhooks.workspaceId, set: { url, disabledAt: null } })
      .returning({ ...getTableColumns(webhooks), isNew: sql<boolean>`xmax = 0` })
    const { isNew, ...saved } = row as WebhookRow & { isNew: boolean }
    await writeDown(tx, { action: 'webhook.saved', actor, workspaceId, address: from, target: new URL(url).host })
    return { ...asWebhook(saved), ...(isNew && { secret: secretInWords(saved.secretId) }) }
  })
}

/** What waits to be sent is given up. */
export async function removeWebhook(actor: Actor, from: string): Promise<void> {
  await requireOwner(actor, OWNERS)
  const { workspaceId } = actor
  await db().transaction(async (tx) => {
    const [gone] = await tx.delete(webhooks).where(ofWorkspace(actor)).returning({ url: webhooks.url })
    if (!gone) throw noWebhook()
    const waiting = and(eq(webhookDeliveries.workspaceId, workspaceId), eq(webhookDeliveries.status, 'pending'))
    await tx
      .update(webhookDeliveries)
      .set({ status: 'failed', failure: 'The webhook was removed.', endedAt: sql`now()` })
      .where(waiting)
    await writeDown(tx, {
      action: 'webhook.removed',
      actor,
      workspaceId,
      address: from,
      target: new URL(gone.url).host,
    })
  })
}

/** For a day messages are signed with the former secret as well. Throws `not-found`. */
export async function changeSecret(actor: Actor, from: string): Promise<SavedWebhook> {
  await requireOwner(actor, OWNERS)
  const { workspaceId } = actor
  return db().transaction(async (tx) => {
    const [row] = await tx
      .update(webhooks)
      .set({
        formerSecretId: webhooks.secretId,
        formerSecretUntil: sql`now() + ${FORMER_LASTS}`,
        secretId: sql`gen_random_uuid()`,
        secretMadeAt: sql`now()`,
      })
      .where(ofWorkspace(actor))
      .returning()
    if (!row) throw noWebhook()
    await writeDown(tx, { action: 'webhook.secret-changed', actor, workspaceId, address: from })
    return { ...asWebhook(row), secret: secretInWords(row.secretId) }
  })
}

/** A message that says only that it is a test; it takes the road of all others. Throws `not-found`. */
export async function testWebhook(actor: Actor): Promise<Delivery> {
  await requireOwner(actor, OWNERS)
  const { workspaceId } = actor
  if (!(await db().$count(webhooks, ofWorkspace(actor)))) throw noWebhook()
  const data = { reviewId: null, projectId: null, title: null, summary: null, degraded: false, failure: null }
  const payload = { type: 'webhook.test' as const, timestamp: new Date().toISOString(), data }
  const [row] = await db().insert(webhookDeliveries).values({ workspaceId, event: payload.type, payload }).returning()
  return asDelivery(row as DeliveryRow)
}

const PAGE = 20

/** Newest first. @param cursor the last one that is known. */
export async function listDeliveries(
  actor: Actor,
  cursor: string | null,
): Promise<{ items: Delivery[]; nextCursor: string | null }> {
  await requireOwner(actor, OWNERS)
  const own = eq(webhookDeliveries.workspaceId, actor.workspaceId)
  const last = db()
    .select({ at: webhookDeliveries.createdAt, id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(own, eq(webhookDeliveries.id, cursor ?? NONE)))
  const rows = await db()
    .select()
    .from(webhookDeliveries)
    .where(cursor ? and(own, sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id}) < (${last})`) : own)
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(PAGE + 1)
  const items = rows.slice(0, PAGE).map(asDelivery)
  return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
}

const NONE = '00000000-0000-0000-0000-000000000000'
const noWebhook = () => new Problem('not-found', 'This workspace has no webhook.')

const asWebhook = ({ url, disabledAt, secretMadeAt, formerSecretUntil }: WebhookRow): Webhook => ({
  url,
  gone: disabledAt !== null,
  secretMadeAt: secretMadeAt.toISOString(),
  formerSecretUntil: formerSecretUntil && formerSecretUntil > new Date() ? formerSecretUntil.toISOString() : null,
})

const asDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  event: row.event,
  reviewId: row.reviewId,
  status: row.status,
  attempts: row.attempts,
  answered: row.answered,
  failure: row.failure,
  createdAt: row.createdAt.toISOString(),
  nextAt: row.status === 'pending' ? row.nextAt.toISOString() : null,
  endedAt: row.endedAt?.toISOString() ?? null,
})
