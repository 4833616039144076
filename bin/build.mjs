// `pnpm build`: builds the pages when the sources changed since the last build.
import { requireNode } from './node-version.mjs'

requireNode('pnpm build')
const { buildPages, isBuilt } = await import('./launch/build.ts')
const { startChild } = await import('./launch/child.ts')
const { report } = await import('./launch/refusal.ts')
try {
  if (isBuilt()) console.log('The build is up to date.')
  else await buildPages(startChild, 'inherit')
} catch (error) {
  report(error)
  process.exitCode = 1
}
