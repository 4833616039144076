// The scripted server by hand: `node bench/model-server/main.ts [port]`, then OPENAI_BASE_URL to what it prints.
import { openModelServer } from './open.ts'
import { scripts } from './scripts.ts'

const { url } = await openModelServer(Number(process.argv[2] ?? 0))
console.log(`OPENAI_BASE_URL=${url}\nREVIEW_MODEL is one of: ${Object.keys(scripts).join(', ')}`)
