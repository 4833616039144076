// How each fault is done, and undone. One fault at a time may hold a store: what comes meanwhile finds it down already.
import { setTimeout as pause } from 'node:timers/promises'
import { CONTROL_KEY } from './control.ts'
import type { Crew } from './crew.ts'
import type { Fault, FaultName } from './schedule.ts'
import type { Stage } from './stage.ts'

export const QUEUE_KEY = 'queue:reviews'
const lists = [QUEUE_KEY, CONTROL_KEY]

/** What the storm plays with. The same happens to the product's workers and to those of the control. */
export type Cast = { stage: Stage; workers: Crew; doors: Crew; control: Crew }

type Deed = (cast: Cast, fault: Fault) => Promise<void>

const deeds: Record<FaultName, Deed> = {
  'worker-kill': async ({ workers, control }, { pick }) => {
    workers.kill(pick)
    control.kill(pick)
  },
  'worker-freeze': async ({ workers, control }, { pick, lastingMs }) =>
    void (await Promise.all([workers.freeze(pick, lastingMs), control.freeze(pick, lastingMs)])),
  'worker-restart': async ({ workers, control }, { pick }) => {
    workers.restart(pick)
    control.restart(pick)
  },
  'api-kill': async ({ doors }, { pick }) => doors.kill(pick),

  'redis-kill': async ({ stage: { redisServer } }, { lastingMs }) => {
    await redisServer.kill()
    await pause(lastingMs)
    await redisServer.start()
  },
  'redis-pause': async ({ stage: { redisServer } }, { lastingMs }) => {
    redisServer.signal('SIGSTOP')
    await pause(lastingMs)
    redisServer.signal('SIGCONT')
  },
  'redis-flush': async ({ stage: { redis } }) => void (await redis.flushall()),
  'redis-black-hole': async ({ stage: { links } }, { lastingMs }) => {
    links.redis.blackHole()
    await pause(lastingMs)
    links.redis.heal()
  },
  'redis-cut': async ({ stage: { links } }) => links.redis.cut(),
  'redis-slow': async ({ stage: { links } }, { lastingMs, pick }) => {
    links.redis.delay(50 + pick * 400)
    await pause(lastingMs)
    links.redis.heal()
  },
  'redis-full': async ({ stage: { redis } }, { lastingMs }) => {
    await redis.config('SET', 'maxmemory', '1')
    await pause(lastingMs)
    await redis.config('SET', 'maxmemory', '0')
  },
  'redis-read-only': async ({ stage: { redis } }, { lastingMs }) => {
    await redis.replicaof('127.0.0.1', 1)
    await pause(lastingMs)
    await redis.replicaof('NO', 'ONE')
  },

  'postgres-cut': async ({ stage: { links } }) => links.postgres.cut(),
  'postgres-terminate': async ({ stage: { sql } }) =>
    void (await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`),
  'postgres-stop': async ({ stage }, { pick, lastingMs }) => {
    const startAgain = await stage.stopPostgres(pick < 0.5)
    await pause(lastingMs)
    await startAgain()
  },

  'list-duplicates': async ({ stage: { redis, sql } }) => {
    const rows = await sql`select id from reviews order by random() limit 20`
    const more = await sql`select id from control_reviews order by random() limit 20`
    if (rows.length > 0) await redis.lpush(QUEUE_KEY, ...rows.flatMap(({ id }) => [id, id]))
    if (more.length > 0) await redis.lpush(CONTROL_KEY, ...more.flatMap(({ id }) => [id, id]))
  },
  'list-garbage': async ({ stage: { redis } }) => {
    const garbage = ['', 'no-id', '{}', '\0', '-1', 'x'.repeat(10_000), '00000000-0000-4000-8000-000000000000']
    for (const list of lists) await redis.lpush(list, ...garbage)
  },
  'list-wrong-type': async ({ stage: { redis } }, { lastingMs }) => {
    for (const list of lists) await redis.set(list, 'no list')
    await pause(lastingMs)
    for (const list of lists) if ((await redis.type(list)) === 'string') await redis.del(list)
  },

  'model-cut': async ({ stage: { links } }) => links.model.cut(),
  'model-black-hole': async ({ stage: { links } }, { lastingMs }) => {
    links.model.blackHole()
    await pause(lastingMs)
    links.model.heal()
  },
}

const storeOf = (name: FaultName) => (name === 'redis-kill' || name === 'redis-pause' ? 'redis' : name)

/** Plays the schedule, then heals. Answers how many faults were done, by name, and those that found their store down. */
export async function play(cast: Cast, schedule: Fault[]) {
  const done: Record<string, number> = {}
  const missed: Record<string, number> = {}
  const busy = new Set<string>()
  const started = Date.now()
  const running: Promise<void>[] = []
  for (const fault of schedule) {
    await pause(Math.max(0, started + fault.atMs - Date.now()))
    running.push(act(fault))
  }
  await Promise.all(running)
  await heal(cast.stage)
  return { done, missed }

  async function act(fault: Fault) {
    const store = storeOf(fault.name)
    const held = /kill|pause|stop/.test(fault.name) && !fault.name.startsWith('worker') && fault.name !== 'api-kill'
    if (held && busy.has(store)) return count(missed, fault)
    if (held) busy.add(store)
    await insist(() => deeds[fault.name](cast, fault)).then(
      () => count(done, fault),
      () => count(missed, fault),
    )
    if (held) busy.delete(store)
  }
}

/** A store that another fault holds comes back after a while. */
async function insist(deed: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      return await deed()
    } catch (error) {
      if (tries === 10) throw error
      await pause(500)
    }
}

const count = (sums: Record<string, number>, { name }: Fault) => {
  sums[name] = (sums[name] ?? 0) + 1
}

/** Whatever a fault left behind because its own undoing found the store down. */
async function heal({ links, redis }: Stage): Promise<void> {
  for (const link of Object.values(links)) link.heal()
  for (let tries = 0; tries < 50; tries++) {
    try {
      await redis.config('SET', 'maxmemory', '0')
      await redis.replicaof('NO', 'ONE')
      for (const list of lists) if ((await redis.type(list)) === 'string') await redis.del(list)
      return
    } catch {
      await pause(200)
    }
  }
  throw new Error('Redis did not come back after the storm')
}
