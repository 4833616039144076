// Short words at the edge of the page: what was done, with a way back; what failed stays until it is closed.
'use client'
import { useCallback, useState } from 'react'

export type Toast = { id: number; words: string; bad: boolean; undo?: () => void }
export type Toasts = ReturnType<typeof useToasts>

let made = 0

export function useToasts() {
  const [all, setAll] = useState<Toast[]>([])

  /** The last good word replaces the one before, and never a bad one. */
  const tell = useCallback((words: string, undo?: () => void) => {
    const toast = { id: ++made, words, bad: false, ...(undo && { undo }) }
    setAll((all) => [...all.filter(({ bad }) => bad), toast])
  }, [])
  const complain = useCallback(
    (words: string) => setAll((all) => [...all.filter((one) => one.words !== words), { id: ++made, words, bad: true }]),
    [],
  )
  const close = useCallback((id: number) => setAll((all) => all.filter((one) => one.id !== id)), [])

  return { all, tell, complain, close }
}
