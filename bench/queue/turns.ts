// The two queues in turns, in one process: `measureQueue` starts it.
import { log } from '#log.ts'
import { BURST, inTurns } from '../in-turns.ts'
import { quantile, spread } from '../quantiles.ts'
import { openBull } from './bull.ts'
import { openBare, openOurs } from './ours.ts'
import type { Side } from './side.ts'

const STARTS = 40
const ROUNDS = 5

log.level = 'error'
const bull = await openBull(process.env.REDIS_URL ?? '')
// Alone first: our loop, once it runs, takes whatever is due.
console.log(await inTurns('The two writes that own a review', forTurns(await openBare()), forTurns(bull)))
const ours = await openOurs()
console.log(await inTurns('Reviews a second, with a reviewer that does nothing', forTurns(ours), forTurns(bull)))
console.log(await starts())
await Promise.all([ours.close(), bull.close()])
process.exit(0)

function forTurns({ name, prepare, perform }: Side) {
  return { name, one: perform, before: () => prepare(BURST) }
}

/** One at a time: from sending to the start, and to the end that is written down. */
async function starts(): Promise<string> {
  const sides = [ours, bull].map((side) => ({ side, begun: [] as number[], whole: [] as number[] }))
  for (let round = 0; round < ROUNDS; round++)
    for (const { side, begun, whole } of round % 2 ? sides : sides.toReversed()) {
      await side.prepare(STARTS)
      for (let n = 0; n < STARTS; n++) {
        const started = performance.now()
        begun.push(await side.begin(n))
        whole.push(performance.now() - started)
      }
    }
  const line = (name: string, times: number[]) => `  ${name.padEnd(36)} ${spread(times, 2)}`
  const ratio = quantile(sides[0]?.begun ?? [], 0.5) / quantile(sides[1]?.begun ?? [], 0.5)
  return `
One at a time (${ROUNDS * STARTS} of each; ms; min / median / max)
${sides.flatMap(({ side, begun, whole }) => [line(`${side.name}, to the start`, begun), line(`${side.name}, to the end`, whole)]).join('\n')}
  ratio of the starts                  ${ratio.toFixed(2)}`
}
