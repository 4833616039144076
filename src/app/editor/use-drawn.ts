// How much of a long list is drawn: what is new comes a little at a time, so that one can type meanwhile.
'use client'
import { startTransition, useEffect, useMemo, useState } from 'react'
import { withMore } from './with-more.ts'

const none: ReadonlySet<string> = new Set()

/** @param wanted is drawn at once, wherever it stands. */
export function useDrawn(ids: string[], wanted: string | null): ReadonlySet<string> {
  const [before, setBefore] = useState(none)
  const drawn = useMemo(() => withMore(before, ids, wanted), [before, ids, wanted])
  useEffect(() => {
    if (drawn === before) return
    const timer = setTimeout(() => startTransition(() => setBefore(drawn)))
    return () => clearTimeout(timer)
  }, [drawn, before])
  return drawn
}
