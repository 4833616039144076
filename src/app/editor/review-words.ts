// What a review is about and how it fares, in words.
import type { Run } from './review-run.ts'

export function subjectOf({ paths }: Run): string {
  const [first = 'The review'] = paths
  return paths.length > 1 ? filesIn(paths.length) : (first.split('/').at(-1) ?? first)
}

/** What comes after its subject: one file is being analysed, two files are. */
export function stageWords(run: Run): string {
  const words = stageOfOne(run)
  return run.paths.length > 1 ? words.replace(/^is /, 'are ').replace(/^waits /, 'wait ') : words
}

function stageOfOne({ review, cancelling }: Run): string {
  if (cancelling) return 'is being cancelled'
  if (!review) return 'is being sent'
  const { stage, done, total, position } = review.progress
  if (review.status === 'pending') {
    if (!position) return 'is next in line'
    return position === 1 ? 'waits for one review before it' : `waits for ${position} reviews before it`
  }
  const at = {
    queued: 'is starting',
    analysing: 'is being analysed',
    'asking the model': 'is with the model',
    cancelling: 'is being cancelled',
  }
  const words = stage === 'ranking' || stage === 'done' ? 'is nearly done' : at[stage]
  return total > 0 ? `${words}: ${done} of ${total} steps` : words
}

export function failureWords({ review, refusal }: Run): string {
  if (refusal !== null) return refusal
  if (review?.status === 'cancelled') return 'This review was cancelled.'
  return `The review failed: ${review?.failure?.message ?? 'the log of the worker knows why.'}`
}

export const filesIn = (count: number) => (count === 1 ? '1 file' : `${count} files`)
export const findingsOf = (count: number) => (count === 1 ? '1 finding' : `${count === 0 ? 'No' : count} findings`)
