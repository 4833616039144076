// GET: 200 as long as this process can serve; the body tells what is missing.
import { type Asked, open } from '../api/handle.ts'
import { type Plain, plainJson } from '../api/plain.ts'
import { readHealth } from './health.ts'

export const GET = open<Asked, Plain>(null, async () => plainJson(JSON.stringify(await readHealth())))
