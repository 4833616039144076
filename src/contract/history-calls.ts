// The calls about what was: lists of reviews and findings, what they add up to, and what people wrote.
import { z } from 'zod'
import type { Call } from './client.ts'
import { type BulkChange, BulkOutcome, ListedReview, ReviewStory, type ReviewsQuery } from './history.ts'
import { Insights, type InsightsQuery } from './insights.ts'
import { pageOf } from './listing.ts'
import { listOf } from './project.ts'
import { FindingComment, type NewComment, TrackedFinding, type TrackedQuery } from './tracked.ts'

type Asking = {
  call: <Schema extends z.ZodType>(path: string, options: Call<Schema>) => Promise<z.infer<Schema>>
  at: (...parts: string[]) => string
}
type Asked<Query> = Partial<Record<keyof Query, string>>

const withQuery = (path: string, query: Record<string, string | undefined>) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `${path}?${new URLSearchParams(given)}`
}

export const historyCalls = ({ call, at }: Asking) => ({
  listReviews: (query: Asked<ReviewsQuery> = {}) =>
    call(withQuery(at('reviews'), query), { answer: pageOf(ListedReview) }),
  /** Each as if it were alone; what is refused stops none of the others. */
  changeReviews: (body: BulkChange) => call(at('reviews', 'bulk'), { method: 'POST', body, answer: BulkOutcome }),
  reviewTimeline: (id: string) => call(at('reviews', id, 'timeline'), { answer: ReviewStory }),

  listTracked: (query: Asked<TrackedQuery> = {}) =>
    call(withQuery(at('findings'), query), { answer: pageOf(TrackedFinding) }),
  listComments: (findingId: string) => call(at('findings', findingId, 'comments'), { answer: listOf(FindingComment) }),
  addComment: (findingId: string, body: NewComment) =>
    call(at('findings', findingId, 'comments'), { method: 'POST', body, answer: FindingComment }),
  removeComment: (findingId: string, id: string) =>
    call(at('findings', findingId, 'comments', id), { method: 'DELETE', answer: z.undefined() }),

  insights: (query: Asked<InsightsQuery> = {}) => call(withQuery(at('insights'), query), { answer: Insights }),
})
