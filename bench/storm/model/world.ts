// What the queue should look like, kept in memory: each review as far as the guards speak of it.
import type { Actor } from '#accounts/actor.ts'
import type { failureKinds, ReviewStatus } from '#contract/review.ts'
import type { Job } from '#reviews/claim.ts'
import type { Seen } from './look.ts'

export const CAPS = { MAX_OPEN_REVIEWS: 6, MAX_OPEN_REVIEWS_PER_USER: 4, MAX_RUNNING_REVIEWS_PER_USER: 2 }
const MOST_ATTEMPTS = 5
const MOST_CRASHES = 3

export type Imagined = {
  id: string
  person: number
  key: string | null
  wish: string
  retryOf: string | null
  status: ReviewStatus
  kind: (typeof failureKinds)[number] | null
  attempt: number
  crashes: number
  wanted: boolean
  due: boolean
  /** Who holds it, in which place, and whether the lease has run out. */
  job: Job | null
  slot: number | null
  late: boolean
  steps: string[]
  findings: number
}

export type World = {
  people: Actor[]
  reviews: Imagined[]
  /** Every claim that was ever answered. */
  jobs: Job[]
  /** The rows as they were after the last command. */
  seen: Map<string, Seen>
  tally: Record<string, number>
}

export const isOpen = ({ status }: Imagined) => status === 'pending' || status === 'running'
export const ofPerson = ({ reviews }: World, person: number) => reviews.filter((one) => one.person === person)
export const running = (world: World, person: number) =>
  ofPerson(world, person).filter(({ status }) => status === 'running')
export const holding = ({ reviews }: World, job: Job) =>
  reviews.find((one) => one.job?.leaseToken === job.leaseToken && one.id === job.id)

export const born = (about: Pick<Imagined, 'id' | 'person' | 'key' | 'wish' | 'retryOf'>): Imagined => ({
  ...about,
  status: 'pending',
  kind: null,
  attempt: 0,
  crashes: 0,
  wanted: false,
  due: true,
  job: null,
  slot: null,
  late: false,
  steps: [],
  findings: 0,
})

/** T1 for somebody whose turn it may be. */
export const claimable = (world: World, one: Imagined) =>
  one.status === 'pending' && one.due && running(world, one.person).length < CAPS.MAX_RUNNING_REVIEWS_PER_USER

/** How many claims at once should come back with something. */
export const room = (world: World) =>
  world.people.reduce((sum, _, person) => {
    const waiting = ofPerson(world, person).filter((one) => claimable(world, one)).length
    return sum + Math.min(waiting, CAPS.MAX_RUNNING_REVIEWS_PER_USER - running(world, person).length)
  }, 0)

export function claim(world: World, one: Imagined, job: Job): void {
  Object.assign(one, { status: 'running', attempt: one.attempt + 1, job, slot: job.slot, late: false })
  world.jobs.push(job)
}

const free = { job: null, slot: null, late: false }
export const ways = ['complete', 'fail', 'retry', 'give back', 'cancel'] as const
export type Way = (typeof ways)[number]

/** T3 to T6 and T8, by who holds it. False when nothing may happen. */
export function leave(one: Imagined, way: Way, findings = 0): boolean {
  const back = way === 'retry' || way === 'give back'
  if (way === 'complete') Object.assign(one, free, { status: 'completed', findings, steps: [] })
  else if (way === 'fail') Object.assign(one, free, { status: 'failed', kind: 'permanent' })
  else if (way === 'retry' && one.attempt >= MOST_ATTEMPTS)
    Object.assign(one, free, { status: 'failed', kind: 'exhausted' })
  else if (one.wanted) Object.assign(one, free, { status: 'cancelled' })
  else if (!back) return false
  else if (way === 'retry') Object.assign(one, free, { status: 'pending', due: false })
  else Object.assign(one, free, { status: 'pending', attempt: one.attempt - 1 })
  return true
}

/** T9 of all whose lease has run out. */
export function sweep({ reviews }: World): Imagined[] {
  const lost = reviews.filter(({ late }) => late)
  for (const one of lost) {
    Object.assign(one, free, { crashes: one.crashes + 1, due: true, status: 'pending' })
    if (one.wanted) one.status = 'cancelled'
    else if (one.crashes >= MOST_CRASHES) Object.assign(one, { status: 'failed', kind: 'poison' })
  }
  return lost
}
