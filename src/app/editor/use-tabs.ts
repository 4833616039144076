// Which files stand open as tabs, and which of them is looked at.
'use client'
import { useCallback, useState } from 'react'

export function useTabs(first: string | null) {
  const [tabs, setTabs] = useState({ open: first ? [first] : [], active: first })

  const show = useCallback(
    (path: string) => setTabs(({ open }) => ({ open: open.includes(path) ? open : [...open, path], active: path })),
    [],
  )
  const close = useCallback(
    (path: string) =>
      setTabs(({ open, active }) => {
        const left = open.filter((one) => one !== path)
        const neighbour = left[Math.min(open.indexOf(path), left.length - 1)] ?? null
        return { open: left, active: active === path ? neighbour : active }
      }),
    [],
  )

  return { ...tabs, show, close }
}
