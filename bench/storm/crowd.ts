// Thousands of submissions within ten seconds, and a few people among them who keep trying as they were told to.
import { setTimeout as pause } from 'node:timers/promises'
import type { User } from '../users.ts'
import type { House } from './whole-product.ts'

const SECONDS = 10
const CROWD = 20
const HONEST = 5
/** Of each of them. */
const WISHES = 10
const MOST_SECONDS = 300

export type Crowd = {
  offered: number
  /** Seconds until the last of them was sent, and answered. */
  sentAfter: number
  answeredAfter: number
  /** By status; 0 had no answer within 30 s. */
  answers: Record<string, number>
  refusedWithoutRetryAfter: number
  mostOpen: number
  mostInQueue: number
  memory: { before: number; peak: number; after: number }
  honest: { submitted: number; ended: number }
  unended: number
  drainedAfter: number
}

export async function measureCrowd(house: House, submissions: number): Promise<Crowd> {
  const [crowd, honest] = [await house.users(CROWD), await house.users(HONEST)]
  for (const user of honest) await house.post(user) // warm, all of it
  const seen = { before: house.webMemory(), peak: 0, open: 0, queue: 0 }
  const looking = new AbortController()
  const watching = watch(house, seen, looking.signal)
  const started = performance.now()
  const since = () => Math.round((performance.now() - started) / 100) / 10
  const wishes = Promise.all(honest.map((user) => insist(house, user)))
  const answers: Awaited<ReturnType<House['post']>>[] = []
  const asked: Promise<unknown>[] = []
  for (let n = 0; n < submissions; n++) {
    const late = started + (n * SECONDS * 1000) / submissions - performance.now()
    if (late > 1) await pause(late)
    asked.push(house.post(crowd[n % CROWD] as User).then((answer) => answers.push(answer)))
  }
  const sentAfter = since()
  await Promise.all(asked)
  const answeredAfter = since()
  const submitted = (await wishes).flat()
  const unended = await untilDrained(house)
  looking.abort()
  await watching
  const [row] =
    await house.sql`select count(*)::int as n from reviews where id = any(${submitted}) and status = 'completed'`
  return {
    offered: submissions,
    sentAfter,
    answeredAfter,
    answers: Object.fromEntries(
      Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, all]) => [
        status,
        all?.length ?? 0,
      ]),
    ),
    refusedWithoutRetryAfter: answers.filter(({ status, retryAfter }) => status >= 429 && !retryAfter).length,
    mostOpen: seen.open,
    mostInQueue: seen.queue,
    memory: { before: seen.before, peak: seen.peak, after: house.webMemory() },
    honest: { submitted: submitted.length, ended: row?.n },
    unended,
    drainedAfter: since(),
  }
}

/** Tries again after as long as it was told to wait, until it was accepted. */
async function insist(house: House, user: User): Promise<string[]> {
  const ids: string[] = []
  const deadline = performance.now() + MOST_SECONDS * 1000
  while (ids.length < WISHES && performance.now() < deadline) {
    const { id, retryAfter } = await house.post(user)
    if (id) ids.push(id)
    await pause(id ? 1000 : Number(retryAfter ?? 1) * 1000)
  }
  return ids
}

type Seen = { peak: number; open: number; queue: number }

async function watch(house: House, seen: Seen, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [row] = await house.sql`select count(*)::int as n from reviews where status in ('pending', 'running')`
    seen.open = Math.max(seen.open, row?.n)
    seen.queue = Math.max(seen.queue, await house.queueDepth())
    seen.peak = Math.max(seen.peak, house.webMemory())
    await pause(250, undefined, { signal }).catch(() => {})
  }
}

/** How many are still open when it is over. */
export async function untilDrained({ sql }: House): Promise<number> {
  let open = Number.NaN
  for (let seconds = 0; seconds < MOST_SECONDS && open !== 0; seconds++) {
    open = (await sql`select count(*)::int as n from reviews where status in ('pending', 'running')`)[0]?.n
    if (open !== 0) await pause(1000)
  }
  return open
}
