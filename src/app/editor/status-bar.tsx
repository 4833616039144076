// The line at the bottom: how live we are, whether the text is saved, what it is written in, and where the cursor stands.
'use client'
import { useSyncExternalStore } from 'react'
import { languageOf } from '#contract/language.ts'
import type { SaveState } from './autosave.ts'
import type { CursorStore } from './cursor.ts'
import type { FileInfo } from './file-store.ts'
import { languageNames } from './language-names.ts'
import type { LiveState } from './live-socket.ts'
import { PaneToggles } from './pane-toggles.tsx'
import styles from './status-bar.module.css'
import type { Folds } from './use-folds.ts'

const liveWords: Record<LiveState, [string, string]> = {
  connecting: ['Connecting', 'The live connection is being made'],
  live: ['Live', 'Findings arrive the moment they are found'],
  polling: ['Polling', 'The live connection is lost: asking every 2 seconds instead'],
  offline: ['Offline', 'Lintel cannot be reached; what you type is kept in this browser'],
}

const saveWords: Record<SaveState, string> = {
  saved: 'Saved',
  unsaved: 'Not saved yet',
  saving: 'Saving…',
  offline: 'Not saved: offline',
  conflict: 'Conflict',
  refused: 'Not saved',
  'signed-out': 'Not saved: signed out',
}

type Props = { live: LiveState; file: FileInfo | undefined; cursor: CursorStore; folds: Folds }

export function StatusBar({ live, file, cursor, folds }: Props) {
  const [badge, meaning] = liveWords[live]
  const language = file && languageOf(file.path)
  return (
    <footer className={styles.bar}>
      <span className={styles.live} data-state={live} title={meaning} role="status">
        {badge}
      </span>
      {file && (
        <span data-testid="save-state" role="status">
          {saveWords[file.state]}
        </span>
      )}
      <span className={styles.space} />
      {file && (
        <>
          <Place cursor={cursor} />
          <span>{language ? languageNames[language] : 'Language by content'}</span>
        </>
      )}
      <PaneToggles folds={folds} />
    </footer>
  )
}

function Place({ cursor }: { cursor: CursorStore }) {
  const { line, column } = useSyncExternalStore(cursor.subscribe, cursor.now, cursor.now)
  return (
    <span>
      Ln {line}, Col {column}
    </span>
  )
}
