// `pnpm user:reset <email>`: prints a link with which that person sets a new password, once, within the hour.
import { requireNode } from './node-version.mjs'

requireNode('pnpm user:reset')
const { prepareProcess } = await import('./launch/prepare-process.ts')
const { report } = await import('./launch/refusal.ts')
prepareProcess()
await import('./launch/user-reset.ts')
  .then(({ userReset }) => userReset(process.argv[2]))
  .then(
    () => process.exit(0),
    (error) => {
      report(error)
      process.exit(1)
    },
  )
