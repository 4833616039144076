// `pnpm bench`, or `pnpm bench reads` for a part: measures a Lintel of its own on servers of its own, prints what it saw, and leaves nothing behind.
import { requireNode } from './node-version.mjs'

requireNode('pnpm bench')
const { runBench } = await import('../bench/run.ts')
await runBench(process.argv.slice(2))
