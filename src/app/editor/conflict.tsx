// The words about a file that was saved elsewhere meanwhile, with both versions one click away.
'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { FileStore } from './file-store.ts'
import { Action, Notice } from './notice.tsx'

const ConflictView = dynamic(() => import('./conflict-view.tsx').then((file) => file.ConflictView), { ssr: false })

/** Both as they were when somebody asked to see them. */
type Versions = { theirs: string; mine: string }

export function Conflict({ store, path }: { store: FileStore; path: string }) {
  const [compared, setCompared] = useState<Versions | null>(null)
  function resolve(keep: 'mine' | 'theirs') {
    setCompared(null)
    void store.resolve(path, keep)
  }
  return (
    <>
      <Notice words="This file was saved elsewhere since you opened it. Which text should stay?">
        <Action onClick={() => setCompared({ theirs: store.theirs(path), mine: store.content(path) })}>
          Compare side by side
        </Action>
        <Action onClick={() => resolve('mine')}>Keep mine</Action>
        <Action onClick={() => resolve('theirs')}>Take theirs</Action>
      </Notice>
      {compared && <ConflictView path={path} {...compared} onKeep={resolve} onClose={() => setCompared(null)} />}
    </>
  )
}
