// Everything of a person and their workspace, to take along: a zip that is written while it is read.
import { and, asc, eq, sql } from 'drizzle-orm'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { Actor } from '#accounts/actor.ts'
import { listTokens } from '#accounts/api-token.ts'
import { listAudit, writeDown } from '#accounts/audit.ts'
import { listSessions } from '#accounts/own-sessions.ts'
import { requireOwner } from '#accounts/owner.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { projects } from '#db/schema/projects.ts'
import { reviews } from '#db/schema/reviews.ts'
import { log } from '#log.ts'
import { listFiles } from '#projects/read.ts'
import { listFindings } from '#reviews/list-findings.ts'
import { readReview } from '#reviews/read.ts'
import { readSnapshot } from '#reviews/snapshot.ts'
import { listGuidelines } from '#rules/guidelines.ts'
import { listDeliveries, readWebhook } from '#webhooks/manage.ts'
import { readRetention } from './settings.ts'

type Entry = { path: string; text: string }

/** Fewer entries than reviews: a plain zip holds 65,535. */
const REVIEWS_PER_ENTRY = 50
const ALL = 2 ** 31 - 1

/** Secrets are in none of it, nor in the database. Throws `forbidden` for whoever does not own the workspace. */
export async function exportEverything(actor: Actor, address: string): Promise<AsyncGenerator<Uint8Array>> {
  await requireOwner(actor, 'take all of it along')
  const { workspaceId } = actor
  await writeDown(db(), { action: 'data.exported', actor, workspaceId, address })
  return zipped(everything(actor))
}

async function* zipped(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  try {
    for await (const { path, text } of entries) {
      const file = new ZipDeflate(path)
      zip.add(file)
      file.push(strToU8(text), true)
      yield* ready.splice(0)
    }
    zip.end()
    yield* ready.splice(0)
  } catch (error) {
    log.error({ error: String(error) }, 'export.broken') // the answer has begun: it can only break off
    throw error
  }
}

async function* everything(actor: Actor): AsyncGenerator<Entry> {
  const { userId, email, name, role, workspaceId } = actor
  const user = { id: userId, email, name, role }
  const [tokens, sessions] = [await listTokens(actor), await listSessions(actor)]
  yield json('account.json', { user, workspaceId, retention: await readRetention(actor), tokens, sessions })
  yield json('audit.json', await allPages((cursor) => listAudit(actor, cursor === null ? null : Number(cursor))))
  const deliveries = await allPages((cursor) => listDeliveries(actor, cursor))
  yield json('webhook.json', { ...(await readWebhook(actor)), deliveries })
  yield json('guidelines.json', await listGuidelines(actor))
  const said = eq(dismissals.workspaceId, workspaceId)
  yield json('dismissals.json', await db().select().from(dismissals).where(said).orderBy(asc(dismissals.id)))
  yield* allProjects(actor)
  yield* allReviews(actor)
}

const json = (path: string, value: unknown): Entry => ({ path, text: `${JSON.stringify(value, null, 2)}\n` })

type Page<Item> = { items: Item[]; nextCursor: string | null }

async function allPages<Item>(read: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = []
  for (let cursor: string | null = null; ; ) {
    const { items, nextCursor }: Page<Item> = await read(cursor)
    all.push(...items)
    if (nextCursor === null) return all
    cursor = nextCursor
  }
}

async function* allProjects(actor: Actor): AsyncGenerator<Entry> {
  const own = eq(projects.workspaceId, actor.workspaceId)
  for (const project of await db().select().from(projects).where(own).orderBy(asc(projects.createdAt))) {
    yield json(`projects/${project.id}/project.json`, project)
    const files = await listFiles(actor, project.id).catch(unlessGone)
    for (const { path, content } of files ?? []) yield { path: `projects/${project.id}/files/${path}`, text: content }
  }
}

/** One review in each line, oldest first, with every candidate and the code as far as it is kept. */
async function* allReviews(actor: Actor): AsyncGenerator<Entry> {
  const place = sql`(${reviews.createdAt}, ${reviews.id})`
  let after = sql`true`
  for (let part = 1; ; part++) {
    const rows = await db()
      .select({ id: reviews.id, at: sql<string>`${reviews.createdAt}::text` })
      .from(reviews)
      .where(and(eq(reviews.workspaceId, actor.workspaceId), after))
      .orderBy(asc(reviews.createdAt), asc(reviews.id))
      .limit(REVIEWS_PER_ENTRY)
    const last = rows.at(-1)
    if (!last) return
    const lines: string[] = []
    for (const { id } of rows) {
      const whole = await wholeReview(actor, id).catch(unlessGone)
      if (whole) lines.push(`${JSON.stringify(whole)}\n`)
    }
    yield { path: `reviews/${String(part).padStart(5, '0')}.jsonl`, text: lines.join('') }
    after = sql`${place} > (${last.at}::timestamptz, ${last.id}::uuid)`
  }
}

const wholeReview = async (actor: Actor, id: string) => ({
  review: (await readReview(actor, id)).review,
  candidates: (await listFindings(actor, id, { fate: 'all', limit: ALL })).items,
  files: await readSnapshot(actor, id),
})

/** What was deleted while this went on is left out. */
function unlessGone(error: unknown): null {
  if (error instanceof Problem && error.code === 'not-found') return null
  throw error
}
