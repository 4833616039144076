// Workers killed with -9 while they hold a review, at the real lease: how long until somebody else has it.
import { setTimeout as pause } from 'node:timers/promises'
import { chance } from '../../bin/testing/random.ts'
import { inviteClients } from './clients.ts'
import { type Crew, gather } from './crew.ts'
import { livesOf, readHistory } from './history.ts'
import { quantiles } from './judge.ts'
import { illegalSteps, isEnd } from './legal.ts'
import { recoveries } from './recovery.ts'
import { type Servers, type Stage, setStage } from './stage.ts'

const AT_ONCE = 10
const FREE_WORKERS = 2

export type Kills = {
  lease: number
  kills: number
  count: number
  p50: number
  p99: number
  max: number
  lost: number
  illegal: string[]
}

export async function killHolders(
  servers: Servers,
  { kills, lease }: { kills: number; lease: number },
): Promise<Kills> {
  const settings = { LEASE_SECONDS: String(lease), WORKER_CONCURRENCY: '1', DATABASE_POOL: '2' }
  const stage = await setStage(servers, 'storm_kills', { ...settings, MAX_RUNNING_REVIEWS_PER_USER: '100' })
  const by = chance(kills)
  const doors = gather(stage, { name: 'api-kills', entry: 'bench/storm/api.ts', size: 1 })
  const times: number[] = []
  try {
    const clients = await inviteClients(doors, by, AT_ONCE)
    // A sweeper takes nothing from anybody until it has had a lease of healthy turns itself.
    await pause(lease * 1000)
    for (let round = 0; times.length < kills && round < kills; round++) {
      const size = Math.min(AT_ONCE, kills - times.length)
      const submit = (n: number) => {
        const order = { key: `kill-${round}-${n}`, ms: 10, model: 'good' as const }
        return clients.submit(order, clients.actors[n] as (typeof clients.actors)[number], 30_000)
      }
      times.push(...(await oneRound(stage, { size, lease, spread: () => by.next(), submit })))
    }
    const lives = [...livesOf(await readHistory(stage.sql)).values()]
    const lost = lives.filter((life) => !life.some(isEnd)).length
    return {
      lease,
      kills: times.length,
      count: times.length,
      ...quantiles(times),
      lost,
      illegal: lives.flatMap(illegalSteps),
    }
  } finally {
    await doors.dismiss()
    await stage.close()
  }
}

type Round = { size: number; lease: number; spread: () => number; submit: (n: number) => Promise<unknown> }

/** Each of the victims holds one review and never ends it; the free workers come when all are held. */
async function oneRound(stage: Stage, { size, lease, spread, submit }: Round): Promise<number[]> {
  const hold = { STORM_HOLD: '1' }
  const victims = gather(stage, { name: 'victim', entry: 'bin/worker.mjs', size, settings: hold, replaced: false })
  let free: Crew | undefined
  try {
    await victims.untilLogged('worker.started')
    await Promise.all(Array.from({ length: size }, (_, n) => submit(n)))
    await until(async () => (await running(stage)) === size, 60)
    free = gather(stage, { name: 'free', entry: 'bin/worker.mjs', size: FREE_WORKERS })
    await free.untilLogged('worker.started')
    // Anywhere between two heartbeats.
    const kill = async () => {
      await pause((spread() * lease * 1000) / 3)
      victims.kill(spread())
    }
    for (let n = 0; n < size; n += 5) await Promise.all(Array.from({ length: Math.min(5, size - n) }, kill))
    await until(async () => (await open(stage)) === 0, lease + 60)
    return recoveries(livesOf(await readHistory(stage.sql)).values(), victims.kills)
  } finally {
    await Promise.all([victims.dismiss(0), free?.dismiss()])
  }
}

const running = async ({ sql }: Stage) =>
  Number((await sql`select count(*) as n from reviews where status = 'running'`)[0]?.n)
const open = async ({ sql }: Stage) =>
  Number((await sql`select count(*) as n from reviews where status in ('pending', 'running')`)[0]?.n)

async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!(await holds()) && Date.now() < deadline) await pause(100)
}
