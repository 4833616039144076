// The commands of workers: claims (T1), and every write of whoever holds a review (T2 to T6, T8) or once held it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { claimNextReview, claimReview, type Job } from '#reviews/claim.ts'
import { cancelRunning, completeReview, failReview, giveBackReview, retryReview } from '#reviews/end.ts'
import { beat } from '#reviews/lease.ts'
import { keepStep, planSteps } from '#reviews/steps.ts'
import { candidate, outcome, stepOutcome } from '../../../bin/testing/reviews.ts'
import { command, NOBODYS, pick, type Touched } from './command.ts'
import { claim, claimable, holding, type Imagined, leave, room, running, type Way, type World, ways } from './world.ts'

const which = fc.nat(7)

const claimByName = which.map((n) =>
  command(`claim(${n})`, async (world): Promise<Touched> => {
    const one = pick(world.reviews, n)
    const place = one && freePlace(world, one)
    const job = await claimReview(one?.id ?? NOBODYS, 'a worker')
    assert.equal(job?.slot ?? null, one && claimable(world, one) ? place : null)
    if (one && job) claim(world, one, job)
    return [one]
  }),
)

const freePlace = (world: World, { person }: Imagined) => {
  const taken = running(world, person).map(({ slot }) => slot)
  return [0, 1].find((place) => !taken.includes(place)) ?? null
}

const claimNext = fc.constant(null).map(() =>
  command('claim next()', async (world): Promise<Touched> => {
    const load = (one: Imagined) => running(world, one.person).length
    const turn = (one: Imagined) => world.seen.get(one.id)?.turn ?? 0
    const [one] = world.reviews
      .filter((other) => claimable(world, other))
      .sort((a, b) => load(a) - load(b) || turn(a) - turn(b))
    const job = await claimNextReview('a worker')
    assert.equal(job?.id, one?.id, 'whose turn it is')
    if (one && job) claim(world, one, job)
    return [one]
  }),
)

const claimTogether = fc.integer({ min: 2, max: 5 }).map((many) =>
  command(`claim together(${many})`, async (world): Promise<Touched> => {
    const expected = Math.min(many, room(world))
    const jobs = await Promise.all(Array.from({ length: many }, () => claimNextReview('one of them')))
    const had = jobs.filter((job) => job !== null)
    assert.equal(had.length, expected, 'as many as there is room for')
    return had.map((job) => {
      const one = world.reviews.find(({ id }) => id === job.id) as Imagined
      assert.ok(claimable(world, one), 'each only once, and nobody more than may run')
      claim(world, one, job)
      return one
    })
  }),
)

const leaving: Record<Way, (job: Job, findings: number) => Promise<unknown>> = {
  complete: (job, n) => completeReview(job, outcome(...Array.from({ length: n }, (_, at) => candidate(`f${at}`)))),
  fail: (job) => failReview(job, 'permanent', 'no'),
  retry: (job) => retryReview(job, 'again', 3600),
  'give back': (job) => giveBackReview(job),
  cancel: (job) => cancelRunning(job),
}

/** Of those who hold one twice as often as of those who lost it. */
const someJob = (world: World, n: number) =>
  pick(n % 3 ? world.jobs.filter((job) => holding(world, job)) : world.jobs, n)

const end = fc.tuple(which, fc.constantFrom(...ways), fc.nat(3)).map(([n, way, findings]) =>
  command(`${way}(${n})`, async (world): Promise<Touched> => {
    const job = someJob(world, n)
    if (!job) return []
    const one = holding(world, job)
    const done = await leaving[way](job, findings)
    assert.equal(done !== null, one !== undefined && leave(one, way, findings), 'written by whoever holds it, only')
    return done === null ? [] : [one]
  }),
)

/** Two ways out at the same moment, as of a worker that drains while it ends: one of them is taken. */
const race = fc.tuple(which, fc.shuffledSubarray(ways.slice(0, 4), { minLength: 2, maxLength: 2 })).map(([n, both]) =>
  command(`race(${n}, ${both})`, async (world): Promise<Touched> => {
    const job = someJob(world, n)
    if (!job) return []
    const one = holding(world, job)
    const done = await Promise.all(both.map((way) => leaving[way](job, 1)))
    const won = both.filter((_, at) => done[at] !== null)
    assert.equal(won.length, one ? 1 : 0, 'exactly one')
    if (one) leave(one, won[0] as Way, 1)
    return [one]
  }),
)

const hold = fc.tuple(which, fc.constantFrom('beat', 'plan', 'step', 'step'), fc.nat(2)).map(([n, what, name]) =>
  command(`${what}(${n}, ${name})`, async (world): Promise<Touched> => {
    const job = someJob(world, n)
    if (!job) return []
    const one = holding(world, job)
    if (what === 'beat') {
      assert.equal(await beat(job), one ? (one.wanted ? 'cancelled' : null) : 'lost')
      if (one) one.late = false
    } else if (what === 'plan') assert.equal(await planSteps(job, 3, 0), one !== undefined)
    else {
      assert.equal(await keepStep(job, `step ${name}`, stepOutcome(candidate('a'))), one !== undefined)
      if (one && !one.steps.includes(`step ${name}`)) one.steps.push(`step ${name}`)
    }
    return [one]
  }),
)

export const commandsHeld = [claimByName, claimNext, claimNext, claimTogether, end, end, race, hold, hold]
