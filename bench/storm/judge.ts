// What came of a storm: read from the database's own record, from what people were told, and from the logs.
import { quantile } from '../quantiles.ts'
import type { Clients } from './clients.ts'
import type { ControlTally } from './control.ts'
import type { Cast } from './faults.ts'
import { livesOf, readHistory, type Step } from './history.ts'
import { illegalSteps, isEnd } from './legal.ts'
import { countEvents } from './member.ts'
import { FINDINGS, type Order } from './order.ts'
import { recoveries } from './recovery.ts'
import type { Stage } from './stage.ts'
import type { StormOptions } from './storm.ts'

export type Scene = {
  options: StormOptions
  stage: Stage
  cast: Cast
  clients: Clients
  faults: { done: Record<string, number>; missed: Record<string, number> }
  quietSeconds: number
  /** Processes that did not leave when they were told to. */
  stubborn: number
  control: ControlTally
}

export type Verdict = Awaited<ReturnType<typeof judge>>

export async function judge(scene: Scene) {
  const { options, stage, cast, clients, faults, control } = scene
  const lives = livesOf(await readHistory(stage.sql))
  const outcomes = await readOutcomes(stage)
  const recovered = recoveries(lives.values(), cast.workers.kills)
  const told = new Set([...clients.accepted.values()].flatMap((ids) => [...ids]))
  const open = outcomes.filter((row) => !isEnd(row))
  return {
    seed: options.seed,
    seconds: options.seconds,
    lease: options.lease,
    date: new Date().toISOString(),
    accepted: told.size,
    rows: outcomes.length,
    ended: sums(outcomes.filter(isEnd).map(({ status, failureKind }) => failureKind ?? status)),
    faults: sumOf(faults.done),
    faultsByKind: faults.done,
    faultsMissed: faults.missed,
    lost: [...told].filter((id) => !lives.has(id)).length + open.length,
    duplicates: duplicates(lives, outcomes, clients),
    illegal: [...lives.values()].flatMap(illegalSteps),
    strangers: strangers(lives, outcomes),
    broken: brokenWords(outcomes, clients),
    fenced: countEvents(cast.workers.members, 'review.fenced'),
    reclaimed: crashes(lives),
    stubborn: scene.stubborn,
    deserters: [...cast.workers.deserters(), ...cast.doors.deserters()],
    quietSeconds: round(scene.quietSeconds, 1),
    recovery: { count: recovered.length, ...quantiles(recovered) },
    submit: { count: clients.answers.length, ...quantiles(clients.answers) },
    refusals: clients.refusals,
    modelCalls: stage.model.asked.filter(byProduct).length,
    extraModelCalls: extraModelCalls(stage, outcomes),
    control,
  }
}

type Outcome = {
  id: string
  status: string
  failureKind: string | null
  pid: number | null
  findings: number
  order: Order
}

const readOutcomes = ({ sql }: Stage) =>
  sql<Outcome[]>`
    select id, status, failure_kind as "failureKind", (engine ->> 'version')::int as pid, content::json as "order",
      (select count(*)::int from findings where review_id = reviews.id) as findings
    from reviews join review_files on review_id = reviews.id`

/** Two ends, findings other than those of one run, two reviews for one key. */
function duplicates(lives: Map<string, Step[]>, outcomes: Outcome[], { accepted }: Clients): number {
  const twice = [...lives.values()].filter((life) => life.filter(isEnd).length > 1).length
  const doubled = outcomes.filter(({ status, findings }) => findings > (status === 'completed' ? FINDINGS : 0)).length
  return twice + doubled + [...accepted.values()].filter((ids) => ids.size > 1).length
}

/** Results by a process that did not hold the review. */
const strangers = (lives: Map<string, Step[]>, outcomes: Outcome[]) =>
  outcomes.filter(
    ({ id, status, pid }) =>
      status === 'completed' && lives.get(id)?.findLast((step) => step.status === 'running')?.pid !== pid,
  ).length

/** A cancel that was confirmed and not kept, a result that lacks a part, a poison that was not given up. */
const brokenWords = (outcomes: Outcome[], { cancelled }: Clients) =>
  outcomes.flatMap(({ id, status, failureKind, findings, order }) => {
    if (cancelled.has(id) && status !== 'cancelled') return [`${id} was cancelled, and is ${status}`]
    if (status === 'completed' && findings < FINDINGS) return [`${id} completed with ${findings} findings`]
    if (order.poison && status !== 'cancelled' && failureKind !== 'poison') return [`${id} is poison, and ${status}`]
    if (order.model === 'http-500' && status === 'completed') return [`${id} completed without its model`]
    return []
  })

const crashes = (lives: Map<string, Step[]>) =>
  [...lives.values()].reduce((sum, life) => sum + (life.at(-1)?.crashCount ?? 0), 0)

const keyOf = ({ body }: Stage['model']['asked'][number]) =>
  String((body as { messages?: { content: string }[] }).messages?.[0]?.content)

const byProduct = (asked: Stage['model']['asked'][number]) => !keyOf(asked).startsWith('control')

/** Good answers beyond the one that each review needs. A retry is another review of the same key. */
function extraModelCalls({ model }: Stage, outcomes: Outcome[]): number {
  const needed = new Map<string, number>()
  for (const { order } of outcomes) needed.set(order.key, (needed.get(order.key) ?? 0) + 1)
  const calls = model.asked.filter((asked) => asked.model === 'good' && byProduct(asked)).map(keyOf)
  return Object.entries(Object.groupBy(calls, (key) => key)).reduce(
    (extra, [key, all]) => extra + Math.max(0, (all?.length ?? 0) - (needed.get(key) ?? 0)),
    0,
  )
}

const sums = (names: string[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(names, (name) => name)).map(([name, all]) => [name, all?.length ?? 0]),
  )

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

const round = (number: number, digits = 0) => Math.round(number * 10 ** digits) / 10 ** digits

export const quantiles = (times: number[]) => ({
  p50: round(quantile(times, 0.5)),
  p99: round(quantile(times, 0.99)),
  max: round(quantile(times, 1)),
})
