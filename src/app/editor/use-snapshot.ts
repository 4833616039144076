// A review that this tab did not send itself, as after a reload: the code it was about is fetched.
'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client } from '../api-client.ts'
import type { Run } from './review-run.ts'

export function useSnapshot(run: Run | null, change: (key: string, next: (run: Run) => Run) => void) {
  const { key = '', id = null } = run ?? {}
  const { data } = useQuery({
    queryKey: ['review-files', id],
    queryFn: () => client.listReviewFiles(id ?? ''),
    enabled: id !== null && run?.sent === null && run.refusal === null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    if (!data) return
    const sent = new Map(data.items.map(({ path, content }) => [path, content]))
    change(key, (run) => (run.id === id && !run.sent ? { ...run, sent, paths: [...sent.keys()] } : run))
  }, [data, key, id, change])
}
