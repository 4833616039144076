// Two sides in turns, burst after burst: what disturbs one disturbs its neighbour too, so the ratio is what counts.
import { quantile, spread } from './quantiles.ts'

const ROUNDS = 11
/** Below the caps of 1000 open reviews in all and 20 of one user: 16 users with 18 or 19 each. */
export const BURST = 300
const IN_FLIGHT = 16

export type Side = { name: string; one: (n: number) => Promise<unknown>; before?: () => Promise<unknown> }

/** A table of both sides' bursts a second and their ratio, as min / median / max. The order changes with every round. */
export async function inTurns(title: string, mine: Side, bare: Side, size = BURST): Promise<string> {
  const burst = (side: Side) => aSecond(side, size)
  for (const side of [bare, mine]) await burst(side) // both warm
  const rounds: { mine: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const early = round % 2 === 0 ? undefined : await burst(bare)
    const result = await burst(mine)
    rounds.push({ mine: result, bare: early ?? (await burst(bare)) })
  }
  await mine.before?.()
  const ratios = rounds.map((round) => round.mine / round.bare)
  return `
${title} (${ROUNDS} rounds of ${size}, ${IN_FLIGHT} in flight; a second; min / median / max)
  ${mine.name.padEnd(24)} ${spread(rounds.map((round) => round.mine))}
  ${bare.name.padEnd(24)} ${spread(rounds.map((round) => round.bare))}
  ratio                    ${spread(ratios, 2)}  (median ${quantile(ratios, 0.5).toFixed(2)})`
}

/** How many a second. */
async function aSecond({ one, before }: Side, size: number): Promise<number> {
  await before?.()
  let next = 0
  const started = performance.now()
  const hand = async () => {
    while (next < size) await one(next++)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, hand))
  return (size * 1000) / (performance.now() - started)
}
