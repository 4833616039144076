// What was: reviews as a list, findings as matters over all reviews, what they add up to, and what people wrote.
import { BulkChange, BulkOutcome, ListedReview, ReviewStory, ReviewsQuery } from '#contract/history.ts'
import { Insights, InsightsQuery } from '#contract/insights.ts'
import { pageOf } from '#contract/listing.ts'
import { listOf } from '#contract/project.ts'
import { FindingComment, NewComment, TrackedFinding, TrackedQuery } from '#contract/tracked.ts'
import type { Operations } from './operation.ts'

export const historyOperations: Operations = {
  'GET /api/reviews': {
    tag: 'Reviews',
    summary: 'Lists the reviews of the workspace, newest first; searched in titles, paths and findings.',
    access: 'reviews:read',
    query: ReviewsQuery,
    status: 200,
    answer: pageOf(ListedReview),
  },
  'POST /api/reviews/bulk': {
    tag: 'Reviews',
    summary: 'Cancels or deletes many reviews; what could not be done stops none of the others, and is told.',
    access: 'reviews:write',
    body: BulkChange,
    status: 200,
    answer: BulkOutcome,
  },
  'GET /api/reviews/{id}/timeline': {
    tag: 'Reviews',
    summary: 'Tells what a review lived through: attempts, steps, and how it ended.',
    access: 'reviews:read',
    status: 200,
    answer: ReviewStory,
    problems: ['not-found'],
  },
  'GET /api/findings': {
    tag: 'Insights',
    summary: 'Lists findings, each as one matter over all reviews that met it: first seen, last seen, state.',
    access: 'reviews:read',
    query: TrackedQuery,
    status: 200,
    answer: pageOf(TrackedFinding),
  },
  'GET /api/findings/{id}/comments': {
    tag: 'Insights',
    summary: 'Lists what people wrote about a finding.',
    access: 'reviews:read',
    status: 200,
    answer: listOf(FindingComment),
    problems: ['not-found'],
  },
  'POST /api/findings/{id}/comments': {
    tag: 'Insights',
    summary: 'Writes a comment about a finding; it stays with the matter in later reviews.',
    access: 'reviews:write',
    body: NewComment,
    status: 201,
    answer: FindingComment,
    problems: ['not-found'],
  },
  'DELETE /api/findings/{id}/comments/{commentId}': {
    tag: 'Insights',
    summary: 'Removes a comment of your own.',
    access: 'reviews:write',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
  'GET /api/insights': {
    tag: 'Insights',
    summary: 'What the reviews of the workspace, or of one project, add up to, by day or week.',
    description: 'With `Accept: text/csv` the same as a table.',
    access: 'reviews:read',
    query: InsightsQuery,
    status: 200,
    answer: Insights,
  },
}
