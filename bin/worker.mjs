// `pnpm worker`: one worker process alone, for a place that brings its own Postgres and Redis.
import { requireNode } from './node-version.mjs'

requireNode('pnpm worker')
const { prepareProcess } = await import('./launch/prepare-process.ts')
const { report } = await import('./launch/refusal.ts')
prepareProcess()
await import('../worker/main.ts').catch((error) => {
  report(error)
  process.exit(1)
})
