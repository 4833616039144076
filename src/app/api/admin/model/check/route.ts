// POST: asks the model whether it can be asked, and remembers what it can do.
import { checkModelNow } from '#reviews/model-status.ts'
import { administrator } from '../../../handle.ts'

export const POST = administrator('writes', async ({ actor }) => Response.json(await checkModelNow(actor)))
