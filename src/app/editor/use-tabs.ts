// Which files stand open as tabs, and which of them is looked at: by id, so that a tab stays when its file is renamed.
'use client'
import { useCallback, useState } from 'react'
import type { FileInfo, FileStore } from './file-store.ts'

export function useTabs(store: FileStore, list: FileInfo[]) {
  const [tabs, setTabs] = useState(() => {
    const first = list.slice(0, 1).map(({ id }) => id)
    return { open: first, active: first[0] ?? null }
  })
  const pathOf = (id: string | null) => list.find((file) => file.id === id)?.path
  const open = tabs.open.map(pathOf).filter((path) => path !== undefined)
  // A file that is gone takes its tab with it.
  const active = pathOf(tabs.active) ?? open.at(-1) ?? null

  const show = useCallback(
    (path: string) => {
      const id = idOf(store, path)
      if (id) setTabs(({ open }) => ({ open: open.includes(id) ? open : [...open, id], active: id }))
    },
    [store],
  )
  const close = useCallback(
    (path: string) => {
      const id = idOf(store, path)
      setTabs(({ open, active }) => {
        const left = open.filter((one) => one !== id)
        const neighbour = left[Math.min(open.indexOf(id ?? ''), left.length - 1)] ?? null
        return { open: left, active: active === id ? neighbour : active }
      })
    },
    [store],
  )

  return { open, active, show, close }
}

/** The store knows a new file before the page is drawn with it. */
const idOf = (store: FileStore, path: string) => store.list().find((file) => file.path === path)?.id
