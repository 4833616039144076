// One person sends five hundred reviews at once. What does another one, who sends one at a time, notice of it?
import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from '../quantiles.ts'
import type { User } from '../users.ts'
import { untilDrained } from './crowd.ts'
import type { House } from './whole-product.ts'

const GLUT = 500
const HANDS = 16
const WISHES = 60
const EVERY_MS = 250

/** Milliseconds; `wait` is until the start, `whole` until the end. */
export type Patience = { count: number; wait: { p50: number; p95: number }; whole: { p50: number; p95: number } }
export type Glutton = { glut: number; stillOpen: number; idle: Patience; beside: Patience; unended: number }

export async function measureGlutton(house: House): Promise<Glutton> {
  const [other, glutton] = (await house.users(2)) as [User, User]
  await send(house, other, 10) // warm
  const idle = await send(house, other, WISHES)
  let left = GLUT
  const hand = async () => {
    while (left-- > 0) {
      const { status } = await house.post(glutton)
      if (status !== 202) throw new Error(`one of ${GLUT} reviews was answered with ${status}`)
    }
  }
  await Promise.all(Array.from({ length: HANDS }, hand))
  const beside = await send(house, other, WISHES)
  const [row] = await house.sql`select count(*)::int as n from reviews where status in ('pending', 'running')`
  return {
    glut: GLUT,
    stillOpen: row?.n,
    idle: await patience(house, idle),
    beside: await patience(house, beside),
    unended: await untilDrained(house),
  }
}

async function send(house: House, user: User, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const { status, id } = await house.post(user)
    if (!id) throw new Error(`a review was answered with ${status}`)
    ids.push(id)
    await pause(EVERY_MS)
  }
  await untilEnded(house, ids)
  return ids
}

async function untilEnded({ sql }: House, ids: string[]): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const [row] = await sql`select count(*)::int as n from reviews where id = any(${ids}) and finished_at is null`
    if (row?.n === 0) return
    await pause(100)
  }
  throw new Error('reviews of the one who waits have not ended within a minute')
}

async function patience({ sql }: House, ids: string[]): Promise<Patience> {
  const rows = await sql<{ wait: number; whole: number }[]>`
    select extract(epoch from started_at - created_at)::float8 * 1000 as wait,
      extract(epoch from finished_at - created_at)::float8 * 1000 as whole
    from reviews where id = any(${ids})`
  const of = (times: number[]) => ({ p50: tenths(quantile(times, 0.5)), p95: tenths(quantile(times, 0.95)) })
  return { count: rows.length, wait: of(rows.map(({ wait }) => wait)), whole: of(rows.map(({ whole }) => whole)) }
}

const tenths = (number: number) => Math.round(number * 10) / 10
