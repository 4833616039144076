// GET: 200 as long as this process can serve; the body tells what is missing.
import { open } from '../api/handle.ts'
import { readHealth } from './health.ts'

export const GET = open(null, async () => Response.json(await readHealth()))
