// `pnpm model:check`: whether the model that the settings name can be asked, what it can do, and what it costs.
import { requireNode } from './node-version.mjs'

requireNode('pnpm model:check')
const { prepareProcess } = await import('./launch/prepare-process.ts')
const { report } = await import('./launch/refusal.ts')
prepareProcess()
await import('./launch/model-check.ts')
  .then(({ modelCheck }) => modelCheck())
  .then(
    (isFine) => process.exit(isFine ? 0 : 1),
    (error) => {
      report(error)
      process.exit(1)
    },
  )
