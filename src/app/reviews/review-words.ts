// How a review stands and how long it took, in words.
import type { failureKinds, ReviewStatus } from '#contract/review.ts'

export const statusWords: Record<ReviewStatus, string> = {
  pending: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}
export const statusTone: Partial<Record<ReviewStatus, 'good' | 'bad'>> = { failed: 'bad' }

export const failureNames: Record<(typeof failureKinds)[number], string> = {
  permanent: 'Cannot be reviewed',
  exhausted: 'Broke off five times',
  poison: 'Three workers died over it',
  deadline: 'Took too long',
  budget: 'Budget used up',
}

/** @param milliseconds as the span between two times. */
export function spanWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const minutes = seconds / 60
  if (minutes < 60) return `${Math.floor(minutes)} min ${Math.round(seconds % 60)} s`
  const hours = minutes / 60
  if (hours < 48) return `${Math.floor(hours)} h ${Math.round(minutes % 60)} min`
  return `${Math.round(hours / 24)} days`
}

export const spanBetween = (from: string, to: string) => spanWords(Date.parse(to) - Date.parse(from))

export const costWords = (usd: number) => `$${usd < 0.01 ? usd.toFixed(4) : usd.toFixed(2)}`

/** What a review is called where it has no title of its own. */
export function nameOf(review: { title: string | null; path: string | null; files: number }): string {
  if (review.title) return review.title
  if (!review.path) return 'A review without files'
  return review.files > 1 ? `${review.path} and ${review.files - 1} more` : review.path
}
