// The text itself: Monaco on one file or on two beside each other, with the findings on their lines. Loaded in the browser only.
'use client'
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import styles from './code-pane.module.css'
import { CodeView } from './code-view.tsx'
import type { Cursor } from './cursor.ts'
import type { FileInfo, FileStore } from './file-store.ts'
import { createMarkers, type Placements } from './markers.ts'
import { useModels } from './models.ts'
import { useCodeActions } from './use-code-actions.ts'
import type { Findings } from './use-findings.ts'
import type { Improving } from './use-improving.ts'
import type { Split } from './use-split.ts'
import './markers.css'

type Props = {
  store: FileStore
  list: FileInfo[]
  path: string
  split: Split
  findings: Findings
  improving: Improving
  placements: Placements
  minimap: boolean
  sent: ReadonlyMap<string, string> | null
  onPlaced: (placements: Placements) => void
  onCursor: (cursor: Cursor) => void
}

export function CodePane({ store, list, path, split, findings, placements, sent, ...rest }: Props) {
  // Many things are drawn anew for it, and somebody is typing.
  const [markers] = useState(() => createMarkers((placements) => startTransition(() => rest.onPlaced(placements))))
  const typed = useSettled(markers.refresh)
  useModels(store, list, typed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that has just come may be the one a finding waits for
  useEffect(() => markers.show(findings.all, sent), [markers, findings.all, sent, list])
  useCodeActions(findings, placements)
  const { improving, minimap, onCursor } = rest
  const view = { store, findings, placements, improving, minimap, split, onCursor }
  return (
    <div className={styles.groups}>
      <section className={styles.group} aria-label="First group" onFocus={() => split.bringForward('left')}>
        <CodeView {...view} group="left" path={path} beside={split.path} target={findings.target} />
      </section>
      {split.path !== null && (
        <section className={styles.group} aria-label="Second group" onFocus={() => split.bringForward('right')}>
          <CodeView {...view} group="right" path={split.path} beside={path} target={null} />
        </section>
      )}
    </div>
  )
}

/** Runs the task once typing has paused for a moment. */
function useSettled(task: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(task, 120)
  }, [task])
}
