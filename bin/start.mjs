// `npm start`: brings up everything Lintel needs and then Lintel; `--dev` for development, `--echo` for logs on stdout.
import { requireNode } from './node-version.mjs'

requireNode('npm start')
const { start } = await import('./launch/start.ts')
await start(process.argv.slice(2))
