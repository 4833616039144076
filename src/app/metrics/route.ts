// GET: metrics for Prometheus; the front door answers the same by itself.
import { GET as answer } from './handler.ts'

export const GET = answer
