// `pnpm storm`: breaks everything around the queue on purpose, by seed, and writes down what came of it.
import { requireNode } from './node-version.mjs'

requireNode('pnpm storm')
const { runStorm } = await import('../bench/storm/run.ts')
await runStorm(process.argv.slice(2))
