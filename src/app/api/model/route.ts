// GET: the model that reviews, what it can do, and what it has cost.
import { readModelStatus } from '#reviews/model-status.ts'
import { signedIn } from '../handle.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor }) => Response.json(await readModelStatus(actor)))
