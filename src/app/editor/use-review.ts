// The review this tab is about: submits it, follows it live, and polls whenever the socket cannot be trusted.
'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { Problem } from '#contract/problem.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import { isSettled, newRun, type Run, withNews, withReview } from './review-run.ts'
import { useLive } from './use-live.ts'

const POLL_MS = 2000
// A socket can be open and deaf; news can be lost on their way. So even a live review is asked after, rarely.
const CHECK_MS = 10_000

export type SentFile = { path: string; content: string }

export type ActiveReview = ReturnType<typeof useReview>

export function useReview(projectId: string) {
  const queries = useQueryClient()
  const [run, setRun] = useState<Run | null>(null)
  const change = useCallback((next: (run: Run) => Run) => setRun((run) => run && next(run)), [])
  const live = useLive(useCallback((news) => change((run) => withNews(run, news)), [change]))
  const { follow } = live
  usePolling(run, live.state === 'live' && !run?.ended ? CHECK_MS : POLL_MS, change)
  useRemembered(projectId, run?.id ?? null, setRun, follow)

  const busy = run !== null && !isSettled(run)

  async function submit(files: SentFile[]) {
    if (busy) return
    const sent = newRun({
      paths: files.map(({ path }) => path),
      sent: new Map(files.map(({ path, content }) => [path, content])),
    })
    setRun(sent)
    try {
      const { id } = await client.submitReview({ projectId, files })
      setRun((run) => (run === sent ? { ...sent, id } : run))
      follow(id)
    } catch (error) {
      setRun((run) => (run === sent ? { ...sent, refusal: refusalOf(error) } : run))
    }
    void queries.invalidateQueries({ queryKey: ['me'] })
  }

  const letGo = () => setRun(null)
  return { run, busy, submit, letGo, live: live.state }
}

function usePolling(run: Run | null, everyMs: number, change: (next: (run: Run) => Run) => void) {
  const id = run?.id ?? null
  const { data, error } = useQuery({
    queryKey: ['review', id],
    queryFn: () => client.getReview(id ?? ''),
    enabled: id !== null && run !== null && !isSettled(run),
    refetchInterval: everyMs,
    networkMode: 'always',
  })
  useEffect(() => {
    if (data) change((run) => withReview(run, data))
  }, [data, change])
  useEffect(() => {
    if (error instanceof Problem && error.code === 'not-found')
      change((run) => (run.id === id ? { ...run, refusal: 'This review is gone.' } : run))
  }, [error, id, change])
  useEndedFetch(run)
}

/** Once the end is announced the final review is wanted at once, not at the next tick. */
function useEndedFetch(run: Run | null) {
  const queries = useQueryClient()
  const ended = run?.ended ? run.id : null
  useEffect(() => {
    if (ended) void queries.invalidateQueries({ queryKey: ['review', ended] })
  }, [ended, queries])
}

/** A reload shows the review that was on the screen before. */
function useRemembered(projectId: string, id: string | null, setRun: (run: Run) => void, follow: (id: string) => void) {
  const key = `lintel.review.${projectId}`
  useEffect(() => {
    const remembered = sessionStorage.getItem(key)
    if (!remembered) return
    setRun(newRun({ id: remembered }))
    follow(remembered)
  }, [key, setRun, follow])
  useEffect(() => {
    if (id) sessionStorage.setItem(key, id)
  }, [key, id])
}

function refusalOf(error: unknown): string {
  if (error instanceof Problem && error.code === 'too-many-requests')
    return wordsOf(error).replace('Too many attempts.', 'No reviews are left for now.')
  if (error instanceof Problem && error.errors?.length) return error.errors.map(({ message }) => message).join(' ')
  return wordsOf(error)
}
