// What the model's part of a review costs of our own time, with a model that answers at once: `node bench/model-server/pace.ts`.
import { analyse, type SourceFile } from '#analysis/analyse.ts'
import { connectModel } from '#analysis/model/connect.ts'
import { closeEngine } from '#analysis/warm.ts'
import { openModelServer } from './open.ts'

const UNITS = 12
const ROUNDS = 5
process.env.DATABASE_URL ||= 'postgres://nobody@127.0.0.1/nothing'
process.env.REDIS_URL ||= 'redis://127.0.0.1'
process.env.JWT_SECRET ||= 'not needed where nobody signs in'

/** 250 lines each, with one defect for the model, so that every step of the pipeline has something to do. */
const files = (round: number): SourceFile[] =>
  Array.from({ length: UNITS }, (_, n) => ({
    path: `unit-${n}.py`,
    language: 'python',
    content: `${Array.from({ length: 49 }, (_, f) => `def f_${round}_${f}(x):\n    y = x + ${n}\n    return y\n\n\n`).join('')}def g(x):\n    return x.planted_defect(x)\n\n`,
  }))

const server = await openModelServer()
const time = async (name: string | null, round: number) => {
  const began = performance.now()
  const outcome = await analyse(files(round), {
    signal: AbortSignal.timeout(120_000),
    model: name === null ? null : connectModel({ name, baseUrl: server.url }),
    planned: async () => {},
    remember: (_step, run) => run(),
  })
  return {
    milliseconds: performance.now() - began,
    shown: outcome.findings.filter(({ source }) => source === 'model').length,
  }
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

await time('mending', 99)
for (const name of ['clean', 'good', 'mending']) {
  const own: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await time(null, round) // what analysers say is remembered, so the second run is the model's part
    const both = await time(name, round)
    own.push((both.milliseconds - Math.min(alone.milliseconds, 20)) / UNITS)
  }
  console.log(
    `${name}: ${median(own).toFixed(1)} ms for a unit of 250 lines (${own.map((ms) => ms.toFixed(1)).join(', ')})`,
  )
}
await server.close()
await closeEngine()
