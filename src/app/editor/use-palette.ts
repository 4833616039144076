// Which palette was asked for last, and what the side pane shows: the files or a search through them.
'use client'
import { useState } from 'react'
import { createEarlyKeys } from './early-keys.ts'

export type PaletteKind = 'files' | 'commands'
export type SideView = 'files' | 'search'
/** A new object each time somebody asks. */
export type PaletteWish = { kind: PaletteKind }

export function usePalette() {
  const [wish, setWish] = useState<PaletteWish | null>(null)
  const [side, setSide] = useState<SideView>('files')
  const [early] = useState(createEarlyKeys)
  function open(kind: PaletteKind) {
    early.listen()
    setWish({ kind })
  }
  return { wish, open, early, side, showSide: setSide }
}
