// A sweep takes no lease for lost before those who live had time to beat: after a start, an outage, and a sleep.
import { expect, test } from 'playwright/test'
import { startPatience } from './patience.ts'

const TURN = 5000
const LEASE = 30_000

function start() {
  const now = { awake: 0, wall: 1_000_000 }
  const patience = startPatience(TURN, { awake: () => now.awake, wall: () => now.wall })
  const pass = (awake: number, wall = awake) => {
    now.awake += awake
    now.wall += wall
  }
  /** How long until it is over, in turns that go well. */
  const untilOver = () => {
    for (let ms = 0; ms <= 10 * LEASE; ms += TURN) {
      if (patience.isOver()) return ms
      patience.lived()
      pass(TURN)
    }
    return Number.POSITIVE_INFINITY
  }
  return { patience, pass, untilOver }
}

test('T9: it lasts one lease from the first turn that went well', () => {
  expect(start().untilOver()).toBe(LEASE)
})

test('T9: a turn that fails begins it again', () => {
  const { patience, untilOver } = start()
  untilOver()
  patience.startAgain()
  expect(patience.isOver()).toBe(false)
  expect(untilOver()).toBe(LEASE)
})

for (const [what, awake, wall] of [
  ['the machine slept: one clock stood still', 10, 3_600_000],
  ['this process was stopped', 40_000, 40_000],
] as const)
  test(`T9: it begins again when ${what}`, () => {
    const { patience, pass, untilOver } = start()
    untilOver()
    patience.lived()
    pass(awake, wall)
    expect(patience.isOver()).toBe(false)
    expect(untilOver()).toBe(LEASE)
  })

test('T9: turns that come a little late, and a clock that is put back, change nothing', () => {
  const { patience, pass, untilOver } = start()
  untilOver()
  for (const [awake, wall] of [
    [TURN + 15_000, TURN + 15_000],
    [TURN, -3_600_000],
  ] as const) {
    patience.lived()
    pass(awake, wall)
    expect(patience.isOver()).toBe(true)
  }
})
