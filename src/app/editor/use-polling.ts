// Asks after reviews that are still at work: often while the socket cannot be trusted, rarely while it can.
'use client'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { startTransition, useCallback, useEffect } from 'react'
import { Problem } from '#contract/problem.ts'
import { client } from '../api-client.ts'
import { isSettled, type Run, withReview } from './review-run.ts'

const POLL_MS = 2000
// A socket can be open and deaf; news can be lost on their way. So even a live review is asked after, rarely.
const CHECK_MS = 10_000

type Change = (key: string, next: (run: Run) => Run) => void

/** Answers how to ask after one at once. */
export function usePolling(runs: Run[], live: boolean, change: Change): (id: string) => void {
  const queries = useQueryClient()
  const waiting = runs.filter((run) => run.id !== null && !isSettled(run))
  useQueries({
    queries: waiting.map(({ key, id, ended }) => ({
      queryKey: ['review', id],
      queryFn: () => ask(key, id ?? '', change),
      refetchInterval: live && !ended ? CHECK_MS : POLL_MS,
      networkMode: 'always' as const,
      gcTime: 0,
    })),
  })
  const hurry = useCallback((id: string) => void queries.invalidateQueries({ queryKey: ['review', id] }), [queries])

  // Once the end is announced the final review is wanted at once, not at the next tick.
  const ended = waiting.flatMap((run) => (run.ended && run.id ? [run.id] : [])).join()
  useEffect(() => {
    for (const id of ended.split(',')) if (id) hurry(id)
  }, [ended, hurry])
  return hurry
}

async function ask(key: string, id: string, change: Change): Promise<true> {
  try {
    const review = await client.getReview(id)
    startTransition(() => change(key, (run) => withReview(run, review))) // it may be large, and somebody may be typing
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not-found')) throw error
    change(key, (run) => ({ ...run, refusal: 'This review is gone.' }))
  }
  return true
}
