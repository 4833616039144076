// How a finding stands, in words.
import type { TrackedFinding, TrackedState, trackedDays } from '#contract/tracked.ts'

export const stateWords: Record<TrackedState, string> = {
  open: 'Open',
  dismissed: 'Dismissed',
  'held-back': 'Held back',
  fixed: 'Fixed',
}

export const dayWords: Record<(typeof trackedDays)[number], string> = {
  found: 'First seen',
  fixed: 'Fixed',
  dismissed: 'Dismissed',
}

const DAY_MS = 86_400_000

/** How long it has been there, or was. */
export function ageWords({ firstSeenAt, fixedAt }: Pick<TrackedFinding, 'firstSeenAt' | 'fixedAt'>, now: string) {
  const days = Math.floor((Date.parse(fixedAt ?? now) - Date.parse(firstSeenAt)) / DAY_MS)
  const age = days < 1 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`
  return fixedAt ? `fixed after ${age}` : `${age} old`
}
