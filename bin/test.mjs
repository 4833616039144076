// `npm test`: every check and every test, on servers of its own; arguments after `--` go to Playwright as a filter.
import { requireNode } from './node-version.mjs'

requireNode('npm test')
const { runTests } = await import('./testing/run.ts')
await runTests(process.argv.slice(2))
