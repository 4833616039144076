// `pnpm eval <cases.jsonl>`: a labelled set through the product; 0 meets the bar, 1 is below it, 2 was not measured.
import { requireNode } from './node-version.mjs'

requireNode('pnpm eval')
const { prepareProcess } = await import('./launch/prepare-process.ts')
prepareProcess()
// No store is asked here, but the settings of the model stand among those of the stores.
process.env.DATABASE_URL ||= 'postgres://nobody@127.0.0.1/nothing'
process.env.REDIS_URL ||= 'redis://127.0.0.1'
process.env.JWT_SECRET ||= 'not needed where nobody signs in'
const { runEval } = await import('../bench/eval/run.ts')
process.exitCode = await runEval(process.argv.slice(2), console.log)
const { closeEngine } = await import('../src/analysis/warm.ts')
await closeEngine()
