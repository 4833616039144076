// What the active file needs a person for: a conflict, a refusal, or drops that were turned away.
'use client'
import { Conflict } from './conflict.tsx'
import type { FileInfo, FileStore } from './file-store.ts'
import { Action, Notice } from './notice.tsx'
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
