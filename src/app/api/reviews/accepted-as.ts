// 202: the review waits in line. Where to read it, and what is left of the limit.
import type { Submitted } from '#reviews/admit.ts'
import { sayWhatIsLeft } from '../answer.ts'

export function acceptedAs({ accepted, left }: Submitted): Response {
  const response = Response.json(accepted, { status: 202, headers: { location: `/api/reviews/${accepted.id}` } })
  if (left) sayWhatIsLeft(response, 'reviews', left.remaining, left.resetSeconds)
  return response
}
