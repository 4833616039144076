// The reviews of this tab: sent, followed live, cancelled, tried again; one of them is on the screen.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Finding } from '#contract/finding.ts'
import type { ServerMessage } from '#contract/live.ts'
import type { Depth } from '#contract/model.ts'
import { Problem } from '#contract/problem.ts'
import type { Accepted } from '#contract/review.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import { newRun, type Run, type SentFile, withFinding, withNews, withReview } from './review-run.ts'
import { changed, noRuns, sameAtWork, shownOf, withoutRun, withRun } from './runs.ts'
import { useInBatches } from './use-in-batches.ts'
import { useLive } from './use-live.ts'
import { usePolling } from './use-polling.ts'
import { useRemembered } from './use-remembered.ts'
import { useSnapshot } from './use-snapshot.ts'

export type ActiveReview = ReturnType<typeof useReview>

export function useReview(projectId: string) {
  const queries = useQueryClient()
  const [runs, setRuns] = useState(noRuns)
  const change = useCallback(
    (key: string | null, next: (run: Run) => Run) => setRuns((runs) => changed(runs, key, next)),
    [],
  )
  const live = useLive(useInBatches<ServerMessage>((news) => change(null, (run) => news.reduce(withNews, run))))
  const { follow, unfollow } = live
  const hurry = usePolling(runs.all, live.state === 'live', change)
  const unwanted = useRef(new Set<string>())

  const open = useCallback(
    (id: string) => {
      setRuns((runs) => {
        const known = runs.all.find((run) => run.id === id)
        return known ? { ...runs, shown: known.key } : withRun(runs, newRun({ id }))
      })
      follow(id)
    },
    [follow],
  )
  useSnapshot(shownOf(runs), change)
  useRemembered(projectId, shownOf(runs)?.id ?? null, open)

  async function start(run: Run, send: () => Promise<Accepted>) {
    setRuns((runs) => withRun(runs, run))
    try {
      const { id } = await send()
      change(run.key, (run) => ({ ...run, id }))
      follow(id)
      if (unwanted.current.delete(run.key)) await cancelAccepted(run.key, id)
    } catch (error) {
      change(run.key, (run) => ({ ...run, refusal: refusalOf(error) }))
    }
    void queries.invalidateQueries({ queryKey: ['me'] })
  }

  /** @param depth how closely the model looks, where there is one. */
  async function submit(files: SentFile[], depth?: Depth) {
    const sent = new Map(files.map(({ path, content }) => [path, content]))
    const same = sameAtWork(runs, sent)
    if (same) return show(same.key)
    await start(newRun({ paths: [...sent.keys()], sent }), () =>
      client.submitReview({ projectId, files, ...(depth && { depth }) }),
    )
  }

  /** The same code once more, in place of the review that has ended. */
  async function retry({ key, id, paths, sent }: Run) {
    if (!id && !sent) return
    setRuns((runs) => withoutRun(runs, key))
    const files = [...(sent ?? [])].map(([path, content]) => ({ path, content }))
    await start(newRun({ paths, sent }), () =>
      id ? client.retryReview(id) : client.submitReview({ projectId, files }),
    )
  }

  /** One that is still being sent is cancelled as soon as it has been accepted. */
  async function cancel({ key, id }: Run) {
    change(key, (run) => ({ ...run, cancelling: true, problem: null }))
    if (id) await cancelAccepted(key, id)
    else unwanted.current.add(key)
  }

  async function cancelAccepted(key: string, id: string) {
    try {
      await client.cancelReview(id)
    } catch (error) {
      const hasEnded = error instanceof Problem && error.code === 'conflict'
      if (!hasEnded) change(key, (run) => ({ ...run, cancelling: false, problem: `Not cancelled. ${wordsOf(error)}` }))
    }
    hurry(id)
  }

  const show = (key: string) => setRuns((runs) => ({ ...runs, shown: key }))
  function forget({ key, id }: Run) {
    if (id) unfollow(id)
    setRuns((runs) => withoutRun(runs, key))
  }

  const says = useCallback((finding: Finding) => change(null, (run) => withFinding(run, finding)), [change])
  const reread = useCallback(
    async (id: string) => {
      const review = await client.getReview(id)
      change(null, (run) => withReview(run, review))
    },
    [change],
  )

  const run = shownOf(runs)
  return {
    projectId,
    run,
    runs: runs.all,
    submit,
    retry,
    cancel,
    show,
    forget,
    open,
    says,
    reread,
    live: live.state,
  }
}

function refusalOf(error: unknown): string {
  if (error instanceof Problem && error.code === 'too-many-requests')
    return wordsOf(error).replace('Too many attempts.', 'No reviews are left for now.')
  if (error instanceof Problem && error.errors?.length) return error.errors.map(({ message }) => message).join(' ')
  return wordsOf(error)
}
