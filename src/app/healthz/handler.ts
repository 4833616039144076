// GET: 200 as long as this process can serve; the body tells what is missing.
import { type Asked, open } from '../api/handle.ts'
import { readHealth } from './health.ts'

export const GET = open<Asked>(null, async () => Response.json(await readHealth()))
