// What the active file needs a person for: a conflict, a refusal, or drops that were turned away.
'use client'
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { wordsOf } from '../words.ts'
import styles from './file-notices.module.css'
import type { FileInfo, FileStore } from './file-store.ts'
import type { Adding } from './use-add-files.ts'
import { goToSignIn } from './use-live.ts'

type Props = { store: FileStore; file: FileInfo | undefined; adding: Adding }

export function FileNotices({ store, file, adding }: Props) {
  return (
    <>
      {adding.refusals.length > 0 && (
        <Notice words={adding.refusals.join(' ')}>
          <Action onClick={adding.forgetRefusals}>Understood</Action>
        </Notice>
      )}
      {file?.state === 'conflict' && <Conflict key={file.path} store={store} path={file.path} />}
      {file?.state === 'refused' && <Notice words={`Not saved: ${file.detail}`} />}
      {file?.state === 'signed-out' && (
        <Notice words="Your session is over. What you typed is kept in this browser until you are back.">
          <Action onClick={goToSignIn}>Sign in</Action>
        </Notice>
      )}
    </>
  )
}

function Conflict({ store, path }: { store: FileStore; path: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const resolve = (keep: 'mine' | 'theirs') =>
    store.resolve(path, keep).catch((error: unknown) => setProblem(wordsOf(error)))
  return (
    <Notice words={problem ?? 'This file was saved elsewhere since you opened it. Which text should stay?'}>
      <Action onClick={() => resolve('mine')}>Keep mine</Action>
      <Action onClick={() => resolve('theirs')}>Take theirs</Action>
    </Notice>
  )
}

function Notice({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className={styles.notice} role="alert">
      <span>{words}</span>
      {children}
    </div>
  )
}

function Action({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {children}
    </Button>
  )
}
