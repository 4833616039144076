// What went wrong, in words for the person in front of the screen.
import { Problem } from '#contract/problem.ts'

export const UNREACHABLE = 'Lintel cannot be reached. Check your connection and try again.'

export function wordsOf(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof TypeError ? UNREACHABLE : 'Something unexpected happened.'
  if (error.code === 'wrong-credentials') return 'This e-mail and password do not belong together.'
  if (error.code === 'too-many-requests') return `Too many attempts. Try again in ${wait(error.retryAfterSeconds)}.`
  if (error.code === 'unavailable') return 'Lintel is busy or restarting. Try again in a moment.'
  return error.message
}

/** True when asking again later may succeed without a change. */
export const isPassing = (error: unknown) =>
  !(error instanceof Problem) || error.code === 'unavailable' || error.code === 'internal'

function wait(seconds: number | undefined) {
  if (seconds === undefined) return 'a little while'
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
