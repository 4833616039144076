// The judge of lives: it must see what it is there for.
import { expect, test } from 'playwright/test'
import type { Step } from './history.ts'
import { illegalSteps } from './legal.ts'
import { recoveries } from './recovery.ts'

const born: Step = {
  n: 1,
  at: 0,
  reviewId: 'r',
  from: null,
  status: 'pending',
  attempt: 0,
  crashCount: 0,
  leaseToken: null,
  pid: 0,
}

/** Each step as a change of the one before. */
function life(...changes: Partial<Step>[]): Step[] {
  const steps = [born]
  for (const change of changes) {
    const before = steps.at(-1) as Step
    steps.push({ ...before, n: before.n + 1, from: before.status, leaseToken: null, ...change })
  }
  return steps
}

const claimed = (token: string, attempt = 1) => ({ status: 'running', attempt, leaseToken: token })

const legal: [name: string, life: Step[]][] = [
  ['completed', life(claimed('a'), { status: 'completed' })],
  ['retried', life(claimed('a'), { status: 'pending' }, claimed('b', 2), { status: 'completed' })],
  ['given back', life(claimed('a'), { status: 'pending', attempt: 0 }, claimed('b'), { status: 'failed' })],
  ['reclaimed', life(claimed('a'), { status: 'pending', crashCount: 1 }, claimed('b', 2), { status: 'cancelled' })],
  ['poison', life(claimed('a'), { status: 'failed', crashCount: 1 })],
  ['cancelled while it waits', life({ status: 'cancelled' })],
]
for (const [name, steps] of legal)
  test(`${name}: a legal life`, () => {
    expect(illegalSteps(steps)).toEqual([])
  })

const illegal: [name: string, life: Step[]][] = [
  ['ended twice', life(claimed('a'), { status: 'completed' }, { status: 'completed' })],
  ['alive after its end', life({ status: 'cancelled' }, claimed('a'))],
  ['completed without a claim', life({ status: 'completed' })],
  ['a lease that changed hands', life(claimed('a'), claimed('b', 2))],
  ['a lease used twice', life(claimed('a'), { status: 'pending' }, claimed('a', 2))],
  ['an attempt that was not counted', life(claimed('a', 0))],
  ['a crash while it waits', life({ status: 'cancelled', crashCount: 1 })],
  ['a retry that counts both', life(claimed('a'), { status: 'pending', attempt: 0, crashCount: 1 })],
  ['a step that nobody wrote down', life(claimed('a'), { from: 'pending', status: 'completed' })],
  ['born running', [{ ...born, status: 'running', leaseToken: 'a' }]],
]
for (const [name, steps] of illegal)
  test(`${name}: seen`, () => {
    expect(illegalSteps(steps)).toHaveLength(1)
  })

test('recovery runs from the kill to the next claim, of what was held by then and no other', () => {
  const steps = life(
    { ...claimed('a'), pid: 7, at: 100 },
    { status: 'pending', at: 3000 },
    { ...claimed('b', 2), pid: 8, at: 3500 },
  )
  expect(recoveries([steps], [{ pid: 7, at: 1000 }])).toEqual([2500])
  expect(recoveries([steps], [{ pid: 7, at: 3200 }])).toEqual([]) // it had lost it before
  expect(recoveries([steps.slice(0, 3)], [{ pid: 7, at: 1000 }])).toEqual([Number.POSITIVE_INFINITY])
  expect(
    recoveries([life({ ...claimed('a'), pid: 7, at: 100 }, { status: 'cancelled', at: 3000 })], [{ pid: 7, at: 1000 }]),
  ).toEqual([])
})
