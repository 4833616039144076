// Accepted submissions a second, against the bare route, in turns: what disturbs one round disturbs its neighbour too.
import postgres from 'postgres'
import { quantile, spread } from './quantiles.ts'
import { smallCode, submit, type User } from './users.ts'

type Sides = { origin: string; bare: string; database: string; users: User[] }

const ROUNDS = 11
/** Below the caps of 1000 open reviews in all and 20 of one user: 16 users with 18 or 19 each. */
const BURST = 300
const IN_FLIGHT = 16

/**
 * In bursts below the cap. Between rounds what still waits is deleted, so that neither the cap nor the worker's
 * backlog grows from round to round; the worker runs throughout, as it would for people.
 */
export async function measureSubmissions({ origin, bare, database, users }: Sides): Promise<string> {
  const sql = postgres(database, { max: 1 })
  const clear = () => sql`delete from reviews`
  const product = () => burst((n) => submit(origin, users[n % users.length] as User))
  const plain = () => burst(() => insertBare(bare))
  await clear()
  await plain()
  await product() // both warm
  const rounds: { product: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await clear()
    const first = round % 2 === 0
    const before = first ? undefined : await plain()
    const mine = await product()
    await clear()
    rounds.push({ product: mine, bare: before ?? (await plain()) })
  }
  await sql.end()
  const ratios = rounds.map((round) => round.product / round.bare)
  return `
Accepted submissions a second (${ROUNDS} rounds of ${BURST}, ${IN_FLIGHT} in flight; min / median / max)
  POST /api/reviews        ${spread(rounds.map((round) => round.product))}
  bare route, one insert   ${spread(rounds.map((round) => round.bare))}
  ratio                    ${spread(ratios, 2)}  (median ${quantile(ratios, 0.5).toFixed(2)})`
}

async function insertBare(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ code: smallCode }) })
  await response.text()
  if (response.status !== 202) throw new Error(`the bare route answered ${response.status}`)
}

/** How many a second. */
async function burst(one: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const started = performance.now()
  const hand = async () => {
    while (next < BURST) await one(next++)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, hand))
  return (BURST * 1000) / (performance.now() - started)
}
