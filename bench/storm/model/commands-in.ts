// The commands of people: submit (T0), resubmit (T11), cancel (T7) and delete, their own and each other's.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Actor } from '#accounts/actor.ts'
import type { Submitted } from '#reviews/admit.ts'
import { cancelReview } from '#reviews/cancel.ts'
import { deleteReview } from '#reviews/delete.ts'
import { resubmitReview } from '#reviews/resubmit.ts'
import { submitReview } from '#reviews/submit.ts'
import { command, NOBODYS, orRefusal, pick, type Touched } from './command.ts'
import { born, CAPS, type Imagined, isOpen, ofPerson, type World } from './world.ts'

const person = fc.nat(1)
const which = fc.nat(7)
const key = fc.constantFrom(null, null, 'a', 'b')

const submit = fc.tuple(person, key, fc.nat(1)).map(([who, key, n]) =>
  command(`submit(${who}, ${key}, ${n})`, async (world) => {
    const submission = { files: [{ path: 'main.py', content: `x = ${n}\n` }] }
    const wish = { person: who, key, wish: `body ${n}`, retryOf: null }
    return enter(world, wish, submitReview(world.people[who] as Actor, submission, key))
  }),
)

const resubmit = fc.tuple(person, which, key).map(([who, n, key]) =>
  command(`resubmit(${who}, ${n}, ${key})`, async (world) => {
    const old = pick(world.reviews, n)
    const id = old?.id ?? NOBODYS
    const wish = { person: who, key, wish: `retry of ${id}`, retryOf: id }
    const refusal = old?.person !== who ? 'not-found' : isOpen(old) ? 'conflict' : null
    return enter(world, wish, resubmitReview(world.people[who] as Actor, id, key), refusal)
  }),
)

type Wish = Pick<Imagined, 'person' | 'key' | 'wish' | 'retryOf'>

async function enter(world: World, wish: Wish, work: Promise<Submitted>, refusal: string | null = null) {
  const done = await orRefusal(work)
  const earlier = wish.key === null ? undefined : ofPerson(world, wish.person).find(({ key }) => key === wish.key)
  if (earlier) {
    const { id, status } = earlier
    assert.deepEqual(
      done,
      earlier.wish === wish.wish ? { accepted: { id, status }, left: null } : 'idempotency-mismatch',
    )
    return []
  }
  const full = isFull(world, wish.person) ?? refusal
  if (full || typeof done === 'string') {
    assert.equal(done, full)
    return []
  }
  const { id, status } = done.accepted
  assert.equal(status, 'pending')
  const one = born({ ...wish, id })
  world.reviews.push(one)
  return [one]
}

function isFull(world: World, who: number): string | null {
  if (world.reviews.filter(isOpen).length >= CAPS.MAX_OPEN_REVIEWS) return 'unavailable'
  return ofPerson(world, who).filter(isOpen).length >= CAPS.MAX_OPEN_REVIEWS_PER_USER ? 'too-many-requests' : null
}

const cancel = fc.tuple(person, which).map(([who, n]) =>
  command(`cancel(${who}, ${n})`, async (world): Promise<Touched> => {
    const one = pick(world.reviews, n)
    const id = one?.id ?? NOBODYS
    const done = await orRefusal(cancelReview(world.people[who] as Actor, id))
    if (one?.person !== who) assert.equal(done, 'not-found')
    else if (!isOpen(one)) assert.equal(done, 'conflict')
    else {
      one.wanted = true
      if (one.status === 'pending') one.status = 'cancelled'
      assert.deepEqual(done, { id, status: one.status })
      return [one]
    }
    return []
  }),
)

const remove = fc.tuple(person, which).map(([who, n]) =>
  command(`delete(${who}, ${n})`, async (world): Promise<Touched> => {
    const one = pick(world.reviews, n)
    const done = await orRefusal(deleteReview(world.people[who] as Actor, one?.id ?? NOBODYS))
    if (one?.person !== who) {
      assert.equal(done, 'not-found')
      return []
    }
    world.reviews.splice(world.reviews.indexOf(one), 1)
    const later = world.reviews.filter(({ retryOf }) => retryOf === one.id)
    for (const other of later) other.retryOf = null
    return later
  }),
)

export const commandsIn = [submit, submit, submit, resubmit, cancel, remove]
