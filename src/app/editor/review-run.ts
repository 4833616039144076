// One review as this tab knows it, told from three sides: our submission, the socket's news, and polling. Pure.
import type { Finding } from '#contract/finding.ts'
import type { ServerMessage } from '#contract/live.ts'
import { isTerminal, type Review, type ReviewStatus } from '#contract/review.ts'

export type SentFile = { path: string; content: string }

export type Run = {
  /** By which this tab tells its runs apart, accepted or not. */
  key: string
  /** Null until the server has accepted it. */
  id: string | null
  paths: string[]
  /** The text that was sent, by path; null after a reload. */
  sent: ReadonlyMap<string, string> | null
  review: Review | null
  /** Of the newest news that was taken in. */
  seq: number
  /** News said it is over; the final review is still to be fetched. */
  ended: boolean
  /** Why there is no review, in words. */
  refusal: string | null
  /** A cancel is wanted; the end of it is still to be heard. */
  cancelling: boolean
  /** What could not be done with it, in words. */
  problem: string | null
}

let made = 0

export const newRun = (given: Partial<Run>): Run => ({
  key: `run-${++made}`,
  id: null,
  paths: [],
  sent: null,
  review: null,
  seq: -1,
  ended: false,
  refusal: null,
  cancelling: false,
  problem: null,
  ...given,
})

export const isSettled = (run: Run) => run.refusal !== null || (run.review !== null && isTerminal(run.review.status))

/** Older news, and news of other reviews, change nothing. */
export function withNews(run: Run, news: ServerMessage): Run {
  // What the socket could not do, polling does: an error is no news about the review.
  if (news.type === 'error' || news.reviewId !== run.id) return run
  if (news.seq < run.seq || isSettled(run)) return run
  if (news.type === 'snapshot') return { ...withReview(run, news.review), seq: news.seq }
  if (news.seq === run.seq || !run.review) return run
  const { review } = run
  if (news.type === 'ended') return { ...run, seq: news.seq, ended: true }
  return { ...run, seq: news.seq, review: { ...review, ...changeOf(review, news) } }
}

function changeOf(review: Review, news: Exclude<ServerMessage, { type: 'snapshot' | 'error' | 'ended' }>) {
  if (news.type === 'progress') return { status: news.status, progress: news.progress }
  const without = (id: string): Finding[] => review.findings.filter((finding) => finding.id !== id)
  if (news.type === 'withdrawn') return { findings: without(news.findingId) }
  return { findings: [...without(news.finding.id), news.finding] }
}

const order: Record<ReviewStatus, number> = { pending: 0, running: 1, completed: 2, failed: 2, cancelled: 2 }

/** A whole review replaces what is known, unless it was read earlier than what is known. */
export function withReview(run: Run, review: Review): Run {
  const known = run.review
  if (review.id !== run.id || (known && age(known) > age(review))) return run
  return { ...run, review: known ? { ...review, findings: asKnown(review.findings, known.findings) } : review }
}

/** What says the same stays the same object, so that nobody who shows it has to look at it again. */
function asKnown(findings: Finding[], known: Finding[]): Finding[] {
  const before = new Map(known.map((finding) => [finding.id, finding]))
  return findings.map((finding) => {
    const old = before.get(finding.id)
    return old && JSON.stringify(old) === JSON.stringify(finding) ? old : finding
  })
}

/** Wherever it occurs: what people say holds for the identity, not for the occurrence. */
export function withFinding(run: Run, said: Finding): Run {
  if (!run.review) return run
  const findings = run.review.findings.map((finding) => (finding.id === said.id ? said : toldLike(finding, said)))
  return { ...run, review: { ...run.review, findings } }
}

function toldLike(finding: Finding, { fingerprint, state, dismissal }: Finding): Finding {
  const { dismissal: _, ...rest } = finding
  return fingerprint === finding.fingerprint ? { ...rest, state, ...(dismissal && { dismissal }) } : finding
}

const age = ({ attempt, status, progress }: Review) =>
  isTerminal(status) ? Number.MAX_SAFE_INTEGER : attempt * 1e6 + order[status] * 1e5 + progress.done
