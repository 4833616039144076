// Which steps a review may take: the list of transitions, judged on the record and not on what anybody says they did.
import type { Step } from './history.ts'

const ends = ['completed', 'failed', 'cancelled']
export const isEnd = ({ status }: Pick<Step, 'status'>) => ends.includes(status)

/** What is wrong with this life, in words. */
export function illegalSteps(life: Step[]): string[] {
  const tokens = new Set<string>()
  return life.flatMap((step, index) => {
    const before = life[index - 1]
    const wrong = before ? wrongStep(before, step, tokens) : wrongBirth(step)
    if (step.leaseToken) tokens.add(step.leaseToken)
    return wrong ? [`${step.reviewId} ${before?.status ?? 'nothing'} -> ${step.status}: ${wrong}`] : []
  })
}

function wrongBirth({ from, status, attempt, crashCount, leaseToken }: Step): string | null {
  const right = from === null && status === 'pending' && attempt === 0 && crashCount === 0 && leaseToken === null
  return right ? null : 'not born pending'
}

function wrongStep(before: Step, step: Step, tokens: Set<string>): string | null {
  if (step.from !== before.status) return `it was ${step.from} by then`
  if (isEnd(before)) return 'it had ended'
  const attempts = step.attempt - before.attempt
  const crashes = step.crashCount - before.crashCount
  if (before.status === 'pending') {
    if (step.status === 'cancelled') return attempts || crashes ? 'counters changed' : null
    if (step.status !== 'running') return 'not a way out of pending'
    if (!step.leaseToken || tokens.has(step.leaseToken)) return 'not a fresh lease'
    return attempts === 1 && crashes === 0 ? null : 'not one more attempt'
  }
  if (step.status === 'running') return 'a lease changed hands'
  if (step.leaseToken) return 'a lease outlived its run'
  if (step.status === 'completed') return attempts || crashes ? 'counters changed' : null
  if (step.status === 'pending') {
    // Retried, given back, or reclaimed.
    return [
      [0, 0],
      [-1, 0],
      [0, 1],
    ].some(([a, c]) => a === attempts && c === crashes)
      ? null
      : 'counters are off'
  }
  return attempts === 0 && (crashes === 0 || crashes === 1) ? null : 'counters are off'
}
