// The model beside the analysers: what it is and costs, and what it can be asked.
import { Estimate, FindingQuestion, Improved, Improvement, ModelCall, ModelStatus } from '#contract/model.ts'
import { listOf } from '#contract/project.ts'
import { ShortSubmission, Submission } from '#contract/submission.ts'
import type { Operations } from './operation.ts'

export const modelOperations: Operations = {
  'GET /api/model': {
    tag: 'Model',
    summary: 'Tells which model reviews, what it can do, and what it has cost this month.',
    access: 'reviews:read',
    status: 200,
    answer: ModelStatus,
  },
  'POST /api/model/estimate': {
    tag: 'Model',
    summary: 'Tells what a review of this code by the model is likely to take; null when there is no model.',
    access: 'reviews:read',
    body: Submission.or(ShortSubmission),
    status: 200,
    answer: Estimate.nullable(),
    problems: ['too-large'],
  },
  'POST /api/admin/model/check': {
    tag: 'Model',
    summary: 'Asks the model whether it can be asked, and remembers what it can do.',
    access: 'administrator',
    status: 200,
    answer: ModelStatus,
    problems: ['forbidden', 'conflict'],
  },
  'GET /api/reviews/{id}/model-calls': {
    tag: 'Model',
    summary: 'Lists what the model was asked for a review and what it cost; what was sent, where that is kept.',
    access: 'reviews:read',
    status: 200,
    answer: listOf(ModelCall),
    problems: ['not-found'],
  },
  'POST /api/findings/{id}/ask': {
    tag: 'Model',
    summary: 'Asks the model about a finding, or to explain it; the answer comes as text, piece by piece.',
    access: 'reviews:write',
    body: FindingQuestion,
    status: 200,
    answer: 'text/plain',
    problems: ['not-found', 'conflict', 'model-failed'],
  },
  'POST /api/improve': {
    tag: 'Model',
    summary: 'Asks the model to improve code; answers edits to be shown as a diff, and says whether they were checked.',
    access: 'reviews:write',
    body: Improvement,
    status: 200,
    answer: Improved,
    problems: ['conflict', 'model-failed'],
  },
}
