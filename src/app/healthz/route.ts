// GET: how the product is; the front door answers the same by itself.
import { asRoute } from '../api/plain.ts'
import { GET as answer } from './handler.ts'

export const GET = asRoute(answer)
