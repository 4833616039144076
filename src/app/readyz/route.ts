// GET: whether this process wants traffic; the front door answers the same by itself.
import { GET as answer } from './handler.ts'

export const GET = answer
