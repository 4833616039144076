// The words about a file that was saved elsewhere meanwhile, with both versions one click away.
'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { wordsOf } from '../words.ts'
import type { FileStore } from './file-store.ts'
import { Action, Notice } from './notice.tsx'

const ConflictView = dynamic(() => import('./conflict-view.tsx').then((file) => file.ConflictView), { ssr: false })

export function Conflict({ store, path }: { store: FileStore; path: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [compared, setCompared] = useState<{ theirs: string; mine: string } | null>(null)
  const resolve = (keep: 'mine' | 'theirs') =>
    store.resolve(path, keep).catch((error: unknown) => {
      setCompared(null)
      setProblem(wordsOf(error))
    })
  const theirs = store.theirs(path)
  return (
    <>
      <Notice words={problem ?? 'This file was saved elsewhere since you opened it. Which text should stay?'}>
        {theirs !== null && (
          <Action onClick={() => setCompared({ theirs, mine: store.content(path) })}>Compare side by side</Action>
        )}
        <Action onClick={() => resolve('mine')}>Keep mine</Action>
        <Action onClick={() => resolve('theirs')}>Take theirs</Action>
      </Notice>
      {compared && <ConflictView path={path} {...compared} onKeep={resolve} onClose={() => setCompared(null)} />}
    </>
  )
}
