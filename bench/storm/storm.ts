// One storm: people submit, things go wrong by schedule, then it is quiet, and the record is judged.
import { setTimeout as pause } from 'node:timers/promises'
import { chance } from '../../bin/testing/random.ts'
import { type Clients, inviteClients } from './clients.ts'
import { type Control, openControl } from './control.ts'
import { gather } from './crew.ts'
import { type Cast, play } from './faults.ts'
import { judge, type Scene, type Verdict } from './judge.ts'
import { scheduleOf } from './schedule.ts'
import { type Servers, type Stage, setStage } from './stage.ts'
import { type Wish, wishesOf } from './wishes.ts'

export type StormOptions = {
  seed: number
  seconds: number
  /** Seconds. */
  lease: number
  perSecond: number
  gapMs: number
  /** How long what is left may take after the storm. */
  quietSeconds: number
  grim: boolean
}

export const standard = { perSecond: 12, gapMs: 750, quietSeconds: 180, grim: true }

const WORKERS = 4
const DOORS = 2
const NAIVE_WORKERS = 4
const CLIENTS = 12

export async function storm(servers: Servers, options: StormOptions): Promise<Verdict> {
  const { seed, lease } = options
  const stage = await setStage(servers, `storm_${seed}`, { LEASE_SECONDS: String(lease), WORKER_CONCURRENCY: '2' })
  const cast: Cast = {
    stage,
    workers: gather(stage, { name: `worker-${seed}`, entry: 'bin/worker.mjs', size: WORKERS }),
    doors: gather(stage, { name: `api-${seed}`, entry: 'bench/storm/api.ts', size: DOORS }),
    control: gather(stage, { name: `naive-${seed}`, entry: 'bench/storm/naive-worker.ts', size: NAIVE_WORKERS }),
  }
  const crews = [cast.workers, cast.doors, cast.control]
  let control: Control | undefined
  try {
    control = await openControl(stage)
    const clients = await inviteClients(cast.doors, chance(seed), CLIENTS)
    await cast.workers.untilLogged('worker.started')
    const asking = wishesOf(seed, options).map((wish) =>
      fulfil(wish, { ...options, clients, control: control as Control }),
    )
    const faults = await play(cast, scheduleOf(seed, options))
    await Promise.all(asking)
    const quietSeconds = await untilQuiet(stage, control, options.quietSeconds)
    const stubborn = (await Promise.all(crews.map((crew) => crew.dismiss()))).reduce((sum, count) => sum + count, 0)
    const scene: Scene = {
      options,
      stage,
      cast,
      clients,
      faults,
      quietSeconds,
      stubborn,
      control: await control.tally(),
    }
    return await judge(scene)
  } finally {
    await Promise.all(crews.map((crew) => crew.dismiss(0)))
    await control?.close()
    await stage.close()
  }
}

type House = StormOptions & { clients: Clients; control: Control }

async function fulfil({ atMs, order, who, twice, cancelAfterMs, retryAfterMs }: Wish, house: House): Promise<void> {
  const { clients, control, seconds, quietSeconds } = house
  await pause(atMs)
  const actor = clients.actors[Math.floor(who * clients.actors.length)]
  if (!actor) throw new Error('there are no clients')
  if (!order.poison) control.submit(order).catch(() => {})
  const patienceMs = seconds * 1000 - atMs + (quietSeconds * 1000) / 4
  const submit = () => clients.submit(order, actor, patienceMs)
  const [id] = await Promise.all(twice ? [submit(), submit()] : [submit()])
  if (!id) return
  if (cancelAfterMs !== null) {
    await pause(cancelAfterMs)
    await clients.cancel(actor, id)
  }
  if (retryAfterMs !== null) {
    await pause(retryAfterMs)
    await clients.retry(actor, id)
  }
}

/** Resolves when all reviews have ended and the control makes no progress any more, or when `most` seconds are over. */
async function untilQuiet({ sql }: Stage, control: Control, most: number): Promise<number> {
  const started = Date.now()
  let before = Number.NaN
  let still = 0
  for (let seconds = 0; seconds < most; seconds = (Date.now() - started) / 1000) {
    const [row] = await sql`select count(*)::int as open from reviews where status in ('pending', 'running')`
    const left = await control.left()
    still = left === before ? still + 1 : 0
    before = left
    if (row?.open === 0 && (left === 0 || still > 20)) return seconds
    await pause(200)
  }
  return most
}
