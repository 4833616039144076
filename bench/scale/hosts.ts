// Workers on other hosts: how the work is shared, and what it costs when the network cuts one of them off in the middle.
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Variables } from '../../bin/launch/child.ts'
import { refusal } from '../../bin/launch/refusal.ts'
import { missingHosts, openHost } from '../../bin/testing/host.ts'
import { startWorker } from '../../bin/testing/processes.ts'
import { submit, type User } from '../users.ts'
import { makePeople } from './people.ts'

const REVIEWS = 200
const LEASE_SECONDS = 10

type Place = { origin: string; settings: Variables; say: (line: string) => void }
type Remote = Awaited<ReturnType<typeof hire>>

/** Beside the worker that runs already. Throws when a review is lost, or tried more often than the cut explains. */
export async function measureHosts({ origin, settings, say }: Place): Promise<void> {
  const missing = missingHosts()
  if (missing) throw refusal(missing)
  const users = await makePeople(settings, 20)
  const sql = postgres(settings.DATABASE_URL as string, { max: 1 })
  const ended = async (count: number) => {
    for (let waited = 0; waited < 120_000; waited += 20) {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from reviews where status = 'completed'`
      if (row?.n === count) return
      await pause(20)
    }
    throw new Error(`not all of ${count} reviews have ended within two minutes`)
  }
  const remotes = await Promise.all([hire(settings), hire(settings)])
  try {
    await drill(remotes, { submitMany: (count) => submitMany(origin, users, count), ended, sql, say })
  } finally {
    await sql.end()
    await Promise.all(remotes.map(dismiss))
  }
}

type Means = {
  submitMany: (count: number) => Promise<void>
  ended: (count: number) => Promise<void>
  sql: postgres.Sql
  say: Place['say']
}

async function drill(remotes: Remote[], { submitMany, ended, sql, say }: Means) {
  const [one, other] = remotes as [Remote, Remote]
  const told = () => `${one.host.name} ${one.did()}, ${other.host.name} ${other.did()}`
  say(`\n${REVIEWS} reviews, a worker here and one on each of two other hosts, a lease of ${LEASE_SECONDS} s`)
  await submitMany(REVIEWS)
  await ended(REVIEWS)
  say(`  of ${REVIEWS}, ended by ${told()}, here the rest`)

  const before = one.did()
  const submitting = submitMany(REVIEWS)
  while (one.did() === before) await pause(2)
  one.host.unplug()
  const cut = performance.now()
  await submitting
  await ended(2 * REVIEWS)
  const again = await sql`select 1 from reviews where attempt > 1`
  const often = await sql`select 1 from reviews where attempt > 2 or crash_count > 1`
  if (often.length > 0) throw new Error(`${often.length} reviews were tried more than twice`)
  say(`  one cut off in the middle: all ended ${seconds(cut)} s later, ${again.length} of them at the second try`)

  one.host.plug()
  const [plugged, known] = [performance.now(), one.did()]
  let all = 2 * REVIEWS
  while (one.did() === known) {
    await submitMany(20)
    all += 20
    await ended(all)
    if (performance.now() - plugged > 60_000) throw new Error('the host that is back does nothing')
  }
  say(`  back on the network: it ended one again ${seconds(plugged)} s later; ${all} reviews, none lost`)
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)

async function hire(settings: Variables) {
  const host = openHost()
  const { WORKER_PORT: _, ...rest } = settings
  const stores = {
    DATABASE_URL: await host.reach(settings.DATABASE_URL as string),
    REDIS_URL: await host.reach(settings.REDIS_URL as string),
  }
  const more = { LOG_LEVEL: 'info', LEASE_SECONDS: String(LEASE_SECONDS) }
  const worker = await startWorker({ ...rest, ...stores, ...more }, host.inside)
  return { host, worker, did: () => worker.events().filter((event) => event === 'review.completed').length }
}

async function dismiss({ host, worker }: Remote): Promise<void> {
  worker.kill()
  await worker.ended
  host.end()
}

async function submitMany(origin: string, users: User[], count: number): Promise<void> {
  for (let n = 0; n < count; n += users.length)
    await Promise.all(users.slice(0, count - n).map((user) => submit(origin, user)))
}
