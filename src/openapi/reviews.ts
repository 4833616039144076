// Reviews and their findings.
import { Comparison, ComparisonQuery } from '#contract/comparison.ts'
import { Finding, FindingChange } from '#contract/finding.ts'
import { listOf } from '#contract/project.ts'
import { Accepted, ExportQuery, FindingsQuery, Review, ReviewFile } from '#contract/review.ts'
import { ShortSubmission, Submission } from '#contract/submission.ts'
import { idempotency, type Operations } from './operation.ts'

export const reviewOperations: Operations = {
  'POST /api/reviews': {
    tag: 'Reviews',
    summary: 'Submits code for review. It is answered before any analysis.',
    description:
      'Either many files, or the short form with one piece of `code`. `Location` names the review, to be read until it has ended.',
    access: 'reviews:write',
    headers: idempotency,
    body: Submission.or(ShortSubmission),
    status: 202,
    answer: Accepted,
    problems: ['too-large', 'idempotency-mismatch'],
  },
  'GET /api/reviews/{id}': {
    tag: 'Reviews',
    summary: 'Reads a review as it stands.',
    description: 'While it runs, its findings are provisional. Every two seconds is often enough to ask.',
    access: 'reviews:read',
    status: 200,
    answer: Review,
    problems: ['not-found'],
  },
  'DELETE /api/reviews/{id}': {
    tag: 'Reviews',
    summary: 'Deletes a review, whatever its state.',
    access: 'reviews:write',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
  'POST /api/reviews/{id}/cancel': {
    tag: 'Reviews',
    summary: 'Cancels a review; one that runs is stopped a moment later.',
    access: 'reviews:write',
    status: 202,
    answer: Accepted,
    problems: ['not-found', 'conflict'],
  },
  'POST /api/reviews/{id}/retry': {
    tag: 'Reviews',
    summary: 'Submits the same code once more, as a new review.',
    access: 'reviews:write',
    headers: idempotency,
    status: 202,
    answer: Accepted,
    problems: ['not-found', 'conflict', 'idempotency-mismatch'],
  },
  'GET /api/reviews/{id}/findings': {
    tag: 'Reviews',
    summary: 'Lists every candidate of a review, with the reason it was shown or held back.',
    access: 'reviews:read',
    query: FindingsQuery,
    status: 200,
    answer: listOf(Finding),
    problems: ['not-found'],
  },
  'GET /api/reviews/{id}/files': {
    tag: 'Reviews',
    summary: 'Reads the code that was reviewed, as it was submitted.',
    access: 'reviews:read',
    status: 200,
    answer: listOf(ReviewFile),
    problems: ['not-found'],
  },
  'GET /api/reviews/{id}/export': {
    tag: 'Reviews',
    summary: 'Downloads a completed review in a format of other tools.',
    access: 'reviews:read',
    query: ExportQuery,
    status: 200,
    answer: ['application/json', 'text/markdown', 'application/sarif+json', 'application/xml', 'text/x-patch'],
    problems: ['not-found', 'conflict'],
  },
  'GET /api/reviews/compare': {
    tag: 'Reviews',
    summary: 'Sets two completed reviews of one scope beside each other.',
    access: 'reviews:read',
    query: ComparisonQuery,
    status: 200,
    answer: Comparison,
    problems: ['not-found', 'conflict'],
  },
  'PATCH /api/findings/{id}': {
    tag: 'Reviews',
    summary: 'Dismisses a finding or takes that back, in every review it occurs in.',
    access: 'reviews:write',
    body: FindingChange,
    status: 200,
    answer: Finding,
    problems: ['not-found'],
  },
}
