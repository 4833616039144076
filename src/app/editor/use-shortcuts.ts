// The editor page's keys; taken before Monaco sees them, since it has other plans for some.
'use client'
import { useEffect, useEffectEvent } from 'react'

type Shortcuts = { review: () => void; walk: (step: 1 | -1) => void }

export function useShortcuts({ review, walk }: Shortcuts, enabled: boolean) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) review()
    else if (event.key === 'F8') walk(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    if (!enabled) return
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener, true)
    return () => window.removeEventListener('keydown', listener, true)
  }, [enabled])
}
