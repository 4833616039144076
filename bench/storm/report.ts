// What was found, as a page for people: docs/reliability.md, written anew from what is kept of each piece.
import { writeFileSync } from 'node:fs'
import { inRoot } from '../../bin/launch/root.ts'
import { quantile } from '../quantiles.ts'
import type { PointResult } from './crash-points.ts'
import type { Floods } from './flood.ts'
import type { Verdict } from './judge.ts'
import type { Kills } from './kills.ts'
import type { Modelled } from './model/lanes.ts'
import type { Mutant } from './mutation/mutate.ts'
import type { Piece } from './options.ts'
import { modelPart, mutationsPart } from './proofs.ts'
import { type Kept, kept } from './results.ts'
import { source, table } from './table.ts'

const FILE = 'docs/reliability.md'
const CLAIMED_AGAIN_MS = 40_000

export function writeReport(): string {
  const parts = [
    head,
    seedsPart(kept('seeds')),
    pointsPart(kept('points')),
    killsPart(kept('kills')),
    floodPart(kept('flood')),
    mutationsPart(kept('mutations')),
    modelPart(kept('model')),
  ]
  writeFileSync(inRoot(FILE), `${parts.filter(Boolean).join('\n\n')}\n`)
  return FILE
}

/** What must not be, in words; of the pieces that were run. */
export function wrongIn(pieces: Piece[]): string[] {
  const wrong: string[] = []
  const must = (holds: boolean, words: string) => void (holds || wrong.push(words))
  if (pieces.includes('seeds'))
    for (const one of kept<Verdict[]>('seeds')?.result ?? []) {
      const found = [...one.illegal, ...one.broken, ...one.deserters]
      const bad = one.lost + one.duplicates + one.strangers + found.length
      must(one.accepted > 0, `seed ${one.seed}: nobody was accepted, so nothing was tried`)
      must(
        bad === 0,
        `seed ${one.seed}: ${one.lost} lost, ${one.duplicates} twice, ${one.strangers} of strangers; ${found.join('; ')}`,
      )
    }
  if (pieces.includes('points'))
    for (const one of kept<PointResult[]>('points')?.result ?? [])
      must(one.survived + one.lost + one.wrong + one.illegal.length === 0, `${one.point}: ${JSON.stringify(one)}`)
  const kills = pieces.includes('kills') ? kept<Kills>('kills')?.result : undefined
  if (kills)
    must(kills.max <= CLAIMED_AGAIN_MS && kills.lost + kills.illegal.length === 0, `kills: ${JSON.stringify(kills)}`)
  const flood = pieces.includes('flood') ? kept<Floods>('flood')?.result : undefined
  if (flood) {
    const { crowd, glutton } = flood
    must(crowd.unended + glutton.unended === 0, `flood: ${crowd.unended} and ${glutton.unended} have not ended`)
    must(
      crowd.honest.ended === crowd.honest.submitted,
      `flood: honest people lost reviews: ${JSON.stringify(crowd.honest)}`,
    )
    must(glutton.beside.whole.p95 < 2 * glutton.idle.whole.p95, `glutton: ${JSON.stringify(glutton)}`)
  }
  if (pieces.includes('mutations'))
    for (const { transition, guard, by, broken } of kept<Mutant[]>('mutations')?.result ?? [])
      must(by !== null && broken === null, `${transition}, ${guard}: ${broken ?? 'no test misses it'}`)
  const model = pieces.includes('model') ? kept<Modelled>('model')?.result : undefined
  if (model) must(model.failure === null, `model: ${model.failure}`)
  return wrong
}

const head = `# Reliability: what was tried against the queue, and what came of it

Written by \`pnpm storm\`, from runs whose results lie in \`bench/storm/results\`. Nothing here is typed by hand.

A review that was accepted must end, once, whatever happens around it. Each storm starts a Postgres and a Redis of its own, API
processes and workers, and then kills, freezes, cuts, fills and floods them by a schedule that its seed decides. A trigger
of the storm's own copies every step of every review into an append-only table; whether something was lost, done twice or
done illegally is read from there, not from what the processes say. The reviewer is a quick one (two steps, of which one
asks a scripted model server); the queue, the worker, the sweeper and the submissions are the product's own.`

const seconds = (ms: number | null, digits = 1) => (ms === null ? '-' : `${(ms / 1000).toFixed(digits)} s`)

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

function seedsPart(found: Kept<Verdict[]> | null): string {
  if (!found) return ''
  const all = found.result
  const heads = [
    'seed',
    'accepted',
    'faults',
    'lost',
    'duplicates',
    'illegal',
    'fenced',
    'reclaimed',
    'claimed again p50 / p99',
    'extra model calls',
    'quiet after',
    'control: accepted',
    'lost',
    'done twice',
  ]
  const row = (one: Verdict) => [
    one.seed,
    one.accepted,
    one.faults,
    one.lost,
    one.duplicates,
    one.illegal.length + one.strangers + one.broken.length,
    one.fenced,
    one.reclaimed,
    `${seconds(one.recovery.p50)} / ${seconds(one.recovery.p99)}`,
    `${one.extraModelCalls} of ${one.modelCalls}`,
    `${one.quietSeconds} s`,
    one.control.accepted,
    one.control.lost,
    one.control.twice,
  ]
  const total = (pick: (one: Verdict) => number) => sum(all.map(pick))
  const totals = [
    'all',
    total((one) => one.accepted),
    total((one) => one.faults),
    total((one) => one.lost),
    total((one) => one.duplicates),
    total((one) => one.illegal.length + one.strangers + one.broken.length),
    total((one) => one.fenced),
    total((one) => one.reclaimed),
    '',
    `${total((one) => one.extraModelCalls)} of ${total((one) => one.modelCalls)}`,
    '',
    total((one) => one.control.accepted),
    total((one) => one.control.lost),
    total((one) => one.control.twice),
  ].map((cell) => (cell !== '' ? `**${cell}**` : cell))
  const [first] = all
  return `## Seeded storms

${source(found)}. Each blows for ${first?.seconds} s; the lease is shortened to ${first?.lease} s for it (30 s in the product: see below).

${table(heads, [...all.map(row), totals])}

Illegal counts steps that the list of transitions does not have, results by a process that did not hold the review, and
promises that were not kept (a cancel that was confirmed, a poison that was not given up). Fenced are writes of workers
that had lost their review, all refused. An extra model call is one that was answered and paid, and died with its worker
before it was kept. Submissions were answered within ${Math.round(
    quantile(
      all.map((one) => one.submit.p50),
      0.5,
    ),
  )} ms (median of all storms), Postgres gone included.

The control is the queue as it is usually built (pop, work, write) on the same Redis and Postgres, hit by the same faults at the
same moments. Faults, by kind: ${kinds(all)}.`
}

function kinds(all: Verdict[]): string {
  const counts = new Map<string, number>()
  for (const { faultsByKind } of all)
    for (const [name, count] of Object.entries(faultsByKind)) counts.set(name, (counts.get(name) ?? 0) + count)
  return [...counts]
    .sort()
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

function pointsPart(found: Kept<PointResult[]> | null): string {
  if (!found) return ''
  const row = ({ point, kills, lost, wrong, illegal }: PointResult) => [point, kills, lost, wrong, illegal.length]
  return `## Kill -9 at each moment of a review's life

${source(found)}. The process kills itself exactly there; the review must then end as it should, once.

${table(['moment', 'kills', 'lost', 'ended wrongly or twice', 'illegal steps'], found.result.map(row))}`
}

function killsPart(found: Kept<Kills> | null): string {
  if (!found) return ''
  const { lease, kills, p50, p99, max, lost } = found.result
  return `## Kill -9 at the real lease

${source(found)}. ${kills} workers were killed while each held a review, at the lease of ${lease} s that the product has, with other workers free.
Claimed again after ${seconds(p50)} (p50), ${seconds(p99)} (p99), ${seconds(max)} at most; ${lost} lost.`
}

function floodPart(found: Kept<Floods> | null): string {
  if (!found) return ''
  const { crowd, glutton } = found.result
  const answers = Object.entries(crowd.answers)
    .map(([status, count]) => `${count} x ${status === '0' ? 'no answer' : status}`)
    .join(', ')
  const patience = (name: string, { count, wait, whole }: Floods['glutton']['idle']) => [
    name,
    count,
    wait.p50,
    wait.p95,
    whole.p50,
    whole.p95,
  ]
  return `## Floods, through HTTP on the real web and engine

${source(found)}.

**${crowd.offered.toLocaleString('en')} submissions in ${crowd.sentAfter} s** by twenty people (the limits of one person raised): ${answers}, the last answer after ${crowd.answeredAfter} s;
${crowd.refusedWithoutRetryAfter} refusals lacked Retry-After. At most ${crowd.mostOpen} reviews were open and ${crowd.mostInQueue} ids in the list. Memory of the web process: ${crowd.memory.before} MB before,
${crowd.memory.peak} MB at most, ${crowd.memory.after} MB after. Five people who waited as they were told submitted ${crowd.honest.submitted}, of which ${crowd.honest.ended} completed; ${crowd.unended} of all did not end.

**One person with ${glutton.glut} reviews** (${glutton.stillOpen} of them still waiting when the other was done), and another who sends one at a time (ms):

${table(['the other', 'reviews', 'wait p50', 'wait p95', 'whole p50', 'whole p95'], [patience('alone', glutton.idle), patience('beside it', glutton.beside)])}`
}
