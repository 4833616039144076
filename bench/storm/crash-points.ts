// Kill -9 at every named moment of a review's life, several times each: whatever was half done must end, once.
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '#accounts/actor.ts'
import type { Point } from '#reviews/points.ts'
import { step } from '../../bin/launch/progress.ts'
import { chance } from '../../bin/testing/random.ts'
import { type Clients, inviteClients } from './clients.ts'
import { gather } from './crew.ts'
import type { Fate } from './dying.ts'
import { livesOf, readHistory, type Step } from './history.ts'
import { illegalSteps, isEnd } from './legal.ts'
import { startMember } from './member.ts'
import type { Order } from './order.ts'
import { type Servers, type Stage, setStage } from './stage.ts'

/** How a process is brought to the point, and how the review must end. */
type Scenario = {
  role: Fate['role']
  end: 'completed' | 'failed' | 'cancelled'
  /** What happens to the review while it is held. */
  meanwhile?: 'cancel' | 'too-late' | 'drain' | 'no-model'
}

const worker: Scenario = { role: 'worker', end: 'completed' }
export const scenarios: Record<Point, Scenario> = {
  'submit.committed': { role: 'api', end: 'completed' },
  'submit.pushed': { role: 'api', end: 'completed' },
  'claim.committed': worker,
  'plan.committed': worker,
  'step.committed': worker,
  'complete.before': worker,
  'complete.committed': worker,
  'complete.announced': worker,
  'retry.committed': { ...worker, meanwhile: 'no-model' },
  'fail.committed': { ...worker, end: 'failed', meanwhile: 'too-late' },
  'cancel.committed': { ...worker, end: 'cancelled', meanwhile: 'cancel' },
  'giveback.committed': { ...worker, meanwhile: 'drain' },
  'sweep.committed': { role: 'sweeper', end: 'completed' },
  'sweep.pushed': { role: 'sweeper', end: 'completed' },
}

export type PointResult = {
  point: string
  kills: number
  /** Processes that lived past the point. */
  survived: number
  lost: number
  /** Ended otherwise than it should have, or as two reviews. */
  wrong: number
  illegal: string[]
}

const QUIET_SECONDS = 60
const AT_ONCE = 3

export async function dieAtPoints(servers: Servers, { times, lease }: { times: number; lease: number }) {
  const settings = {
    LEASE_SECONDS: String(lease),
    MAX_RUNNING_REVIEWS_PER_USER: '100',
    MAX_OPEN_REVIEWS_PER_USER: '1000',
  }
  const stage = await setStage(servers, 'storm_points', settings)
  // The doors do not sweep away what is meant for a sweeper that dies: they only take submissions.
  const doors = gather(stage, { name: 'api-points', entry: 'bench/storm/api.ts', size: 1, about: { sweeps: false } })
  const workers = []
  try {
    const clients = await inviteClients(doors, chance(1), 1)
    const points = Object.keys(scenarios) as Point[]
    const all = points.flatMap((point) => Array.from({ length: times }, (_, n) => ({ stage, clients, point, n })))
    // Of two sweepers at once, one would take what both were to die over.
    const [sweepers, others] = [all.filter(isSweeper), all.filter((place) => !isSweeper(place))]
    const title = `kill -9 at ${points.length} moments, ${times} times each`
    const deaths = await step(title, async () => [...(await dieAll(others, AT_ONCE)), ...(await dieAll(sweepers, 1))])
    const healthy = gather(stage, {
      name: 'rescuer',
      entry: 'bin/worker.mjs',
      size: 1,
      settings: { WORKER_CONCURRENCY: '8' },
    })
    workers.push(healthy)
    await untilAllEnded(stage)
    return points.map(judgeAll(deaths, livesOf(await readHistory(stage.sql))))
  } finally {
    await Promise.all([doors, ...workers].map((crew) => crew.dismiss()))
    await stage.close()
  }
}

type Death = { point: Point; reviewId: string | null; died: boolean }
type Place = { stage: Stage; clients: Clients; point: Point; n: number }

const isSweeper = ({ point }: Place) => scenarios[point].role === 'sweeper'

async function dieAll(places: Place[], hands: number): Promise<Death[]> {
  const deaths: Death[] = []
  const left = [...places]
  const hand = async () => {
    for (let place = left.shift(); place; place = left.shift()) deaths.push(await dieOnce(place))
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return deaths
}

async function dieOnce(place: Place): Promise<Death> {
  const { stage, clients, point, n } = place
  const { role, meanwhile } = scenarios[point]
  const order: Order = { key: `${point}-${n}`, ms: 10, model: 'good' }
  const actor = clients.actors[0] as Actor
  if (role === 'api') {
    const died = await run(stage, { point, role, actor, order })
    return { point, reviewId: await clients.submit(order, actor, 20_000), died } // the same key again
  }
  const reviewId = await clients.submit(order, actor, 20_000)
  if (!reviewId) return { point, reviewId, died: false }
  if (role === 'sweeper') {
    await run(stage, { point: 'claim.committed', role: 'worker', id: reviewId, drain: false })
    return { point, reviewId, died: await run(stage, { point, role }) }
  }
  const settings =
    meanwhile === 'no-model' ? { STORM_MODEL_URL: 'http://127.0.0.1:9' } : meanwhile ? { STORM_HOLD: '1' } : {}
  const dying = run(stage, { point, role, id: reviewId, drain: meanwhile === 'drain' }, settings)
  await disturb(place, reviewId)
  return { point, reviewId, died: await dying }
}

/** What a person or the clock does to a review once it is held. */
async function disturb({ stage, clients, point }: Place, id: string): Promise<void> {
  const { meanwhile } = scenarios[point]
  if (meanwhile !== 'cancel' && meanwhile !== 'too-late') return
  for (let waited = 0; waited < 60_000; waited += 100) {
    const [row] = await stage.sql`select status from reviews where id = ${id}`
    if (row?.status === 'running') break
    await pause(100)
  }
  if (meanwhile === 'cancel') await clients.cancel(clients.actors[0] as Actor, id)
  else await stage.sql`update reviews set started_at = now() - interval '1 hour' where id = ${id}`
}

/** Whether it died of its own SIGKILL. */
async function run(stage: Stage, fate: Fate, settings = {}): Promise<boolean> {
  const about = { name: `dying-${fate.point}`, entry: 'bench/storm/dying.ts', about: fate, folder: stage.dataDir }
  const member = startMember({ ...about, env: { ...stage.env, ...settings } })
  const late = pause(100_000, undefined, { ref: false }).then(() => member.signal('SIGTERM'))
  await Promise.race([member.ended, late])
  await member.ended
  return member.endedBy() === 'SIGKILL'
}

async function untilAllEnded({ sql }: Stage): Promise<void> {
  for (let waited = 0; waited < QUIET_SECONDS * 10; waited++) {
    const [row] = await sql`select count(*)::int as open from reviews where status in ('pending', 'running')`
    if (row?.open === 0) return
    await pause(100)
  }
}

const judgeAll =
  (deaths: Death[], lives: Map<string, Step[]>) =>
  (point: Point): PointResult => {
    const here = deaths.filter((death) => death.point === point)
    const ended = here.map(({ reviewId }) => (reviewId && lives.get(reviewId)?.filter(isEnd)) || [])
    return {
      point,
      kills: here.filter(({ died }) => died).length,
      survived: here.filter(({ died }) => !died).length,
      lost: ended.filter((ends) => ends.length === 0).length,
      wrong: ended.filter((ends) => ends.length > 1 || (ends[0] && ends[0].status !== scenarios[point].end)).length,
      illegal: here.flatMap(({ reviewId }) => illegalSteps((reviewId && lives.get(reviewId)) || [])),
    }
  }
