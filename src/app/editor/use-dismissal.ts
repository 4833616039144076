// Dismissing a finding and taking that back: seen at once, undone when the server does not agree.
'use client'
import type { Finding, FindingChange } from '#contract/finding.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import { reasonWords } from './dismiss-reasons.ts'
import { isSettled } from './review-run.ts'
import type { ActiveReview } from './use-review.ts'
import { useSaidElsewhere } from './use-said-elsewhere.ts'
import type { Toasts } from './use-toasts.ts'

export function useDismissal({ projectId, run, says, reread }: ActiveReview, toasts: Toasts) {
  const rereadShown = async () => {
    // What was said stands already; only the sum of the review may be a moment behind.
    if (run?.id) await reread(run.id).catch(() => {})
  }
  const tellOthers = useSaidElsewhere(projectId, (finding) => {
    says(finding)
    void rereadShown()
  })

  async function say(finding: Finding, change: FindingChange, done: string, undo: (said: Finding) => void) {
    says({ ...finding, state: change.state })
    try {
      const said = await client.changeFinding(finding.id, change)
      says(said)
      tellOthers(said)
      toasts.tell(`${done}: ${finding.title}`, () => undo(said))
    } catch (error) {
      says(finding)
      return toasts.complain(`${finding.title}: this could not be saved. ${wordsOf(error)}`)
    }
    await rereadShown()
  }

  const dismiss = (finding: Finding, reason: string): Promise<void> =>
    say(finding, { state: 'dismissed', reason }, `Dismissed (${reasonWords(reason)})`, reopen)
  const reopen = (finding: Finding): Promise<void> =>
    say(finding, { state: 'reopened' }, 'Shown again', (said) =>
      dismiss(said, finding.dismissal?.reason ?? 'not-relevant'),
    )

  /** What is found while the review runs is provisional: there is nothing yet to say something about. */
  return { dismiss, reopen, canSay: run !== null && isSettled(run) }
}
