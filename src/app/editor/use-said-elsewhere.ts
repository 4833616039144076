// What is said about a finding in one tab is heard in the other tabs of the same browser.
'use client'
import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { Finding } from '#contract/finding.ts'

/** @param onSaid in another tab; answers how to tell the others. */
export function useSaidElsewhere(projectId: string, onSaid: (finding: Finding) => void): (finding: Finding) => void {
  const channel = useRef<BroadcastChannel | null>(null)
  const hear = useEffectEvent((data: unknown) => {
    // A tab that was opened before an upgrade may speak otherwise.
    const heard = Finding.safeParse(data)
    if (heard.success) onSaid(heard.data)
  })
  useEffect(() => {
    const opened = new BroadcastChannel(`lintel.said.${projectId}`)
    opened.onmessage = ({ data }) => hear(data)
    channel.current = opened
    return () => opened.close()
  }, [projectId])
  return useCallback((finding) => channel.current?.postMessage(finding), [])
}
