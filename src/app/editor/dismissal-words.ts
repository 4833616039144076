// Who dismissed a finding, when and why, in words.
import type { Dismissal } from '#contract/finding.ts'
import { reasonWords } from './dismiss-reasons.ts'

export function dismissalWords({ reason, by, at }: Dismissal): string {
  const day = new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${reasonWords(reason)}, said by ${by ?? 'somebody who has left'} on ${day}`
}
