// Which files stand open as tabs, and which of them is looked at: by id, so that a tab stays when its file is renamed.
'use client'
import { useCallback, useEffect, useState } from 'react'
import type { FileInfo, FileStore } from './file-store.ts'
import { firstRow, readTabs, shifted, without } from './tab-row.ts'

export type Tabs = ReturnType<typeof useTabs>

export function useTabs(projectId: string, store: FileStore, list: FileInfo[]) {
  const [row, setRow] = useState(() => firstRow(list[0]?.id ?? null))
  const key = `lintel.tabs.${projectId}`
  const pathOf = (id: string | null) => list.find((file) => file.id === id)?.path
  const open = row.open.map(pathOf).filter((path) => path !== undefined)
  // A file that is gone takes its tab with it.
  const active = pathOf(row.active) ?? open.at(-1) ?? null

  // Only after the first drawing, which must be the one that the server sent.
  useEffect(() => setRow((row) => readTabs(localStorage, key) ?? { ...row, restored: true }), [key])
  useEffect(() => {
    if (row.restored) attempt(() => localStorage.setItem(key, JSON.stringify({ open: row.open, active: row.active })))
  }, [key, row])

  /** The store knows a new file before the page is drawn with it. */
  const idOf = useCallback((path: string) => store.list().find((file) => file.path === path)?.id, [store])
  const show = useCallback(
    (path: string) => {
      const id = idOf(path)
      if (id) setRow((row) => ({ ...row, open: row.open.includes(id) ? row.open : [...row.open, id], active: id }))
    },
    [idOf],
  )
  const close = (path: string) => setRow((row) => without(row, [idOf(path) ?? '']))
  const closeOthers = (path: string) => {
    const id = idOf(path)
    setRow((row) =>
      without(
        row,
        row.open.filter((one) => one !== id),
      ),
    )
  }
  /** @param by how many places to the right. */
  const shift = (path: string, by: number) => setRow((row) => shifted(row, idOf(path) ?? '', by))
  const closed = row.closed.map(pathOf).filter((path) => path !== undefined)
  function reopen() {
    const path = closed.at(-1)
    if (path === undefined) return
    setRow((row) => ({ ...row, closed: row.closed.filter((id) => id !== idOf(path)) }))
    show(path)
  }
  function walk(step: 1 | -1) {
    const next = open[(open.indexOf(active ?? '') + step + open.length) % open.length]
    if (next !== undefined) show(next)
  }

  return { open, active, show, close, closeOthers, shift, reopen, canReopen: closed.length > 0, walk }
}

// Storage may be full or forbidden; then the tabs are not remembered.
function attempt(task: () => void) {
  try {
    task()
  } catch {}
}
