// The second group of the editor: one file beside the first group, and which of the two is worked in.
'use client'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import type { FileInfo } from './file-store.ts'

export type Group = 'left' | 'right'
export type Split = ReturnType<typeof useSplit>

/**
 * @param projectId each project has a second group of its own, which is there again after a reload.
 * @param active the file of the first group; without one there is no second group either.
 */
export function useSplit(projectId: string, list: FileInfo[], active: string | null) {
  // By id, so that the file stays when it is renamed; one that is gone takes its group with it.
  const [id, setId] = useLocalStorage<string | null>({
    key: `lintel.split.${projectId}`,
    defaultValue: null,
    sync: false,
  })
  const [front, setFront] = useState<Group>('left')
  const path = (active !== null && list.find((file) => file.id === id)?.path) || null
  const inFront = path === null ? 'left' : front

  const show = (path: string) => setId(list.find((file) => file.path === path)?.id ?? null)
  function open() {
    if (active === null) return
    show(active)
    setFront('right')
  }
  function close() {
    setId(null)
    setFront('left')
  }

  return { path, inFront, current: inFront === 'right' ? path : active, show, open, close, bringForward: setFront }
}
