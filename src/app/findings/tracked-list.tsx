// The findings, newest first; each unfolds to what can be said about it.
'use client'
import { useState } from 'react'
import type { Page } from '#contract/listing.ts'
import type { TrackedFinding } from '#contract/tracked.ts'
import styles from '../list-page.module.css'
import { TrackedRow } from './tracked-row.tsx'

type Props = {
  page: Page<TrackedFinding>
  projects: Record<string, string>
  given: Record<string, string>
  isFirst: boolean
  /** The server's, so that both make the same page. */
  now: string
}

export function TrackedList({ page: { items, nextCursor, total }, projects, given, isFirst, now }: Props) {
  const [unfolded, setUnfolded] = useState<string | null>(null)
  if (items.length === 0)
    return (
      <p className={styles.empty}>
        {given.state === 'open'
          ? 'Nothing is open. What reviews find from now on stands here until it is fixed or dismissed.'
          : 'No finding fits. More days, or another state, find more.'}
      </p>
    )
  return (
    <>
      <p className={styles.sum} role="status">
        {total === undefined ? 'Older findings' : total === 1 ? '1 finding' : `${total.toLocaleString('en')} findings`}
      </p>
      <ul className={styles.list} aria-label="Findings">
        {items.map((finding) => (
          <TrackedRow
            key={finding.id}
            finding={finding}
            project={finding.projectId ? projects[finding.projectId] : undefined}
            now={now}
            unfolded={unfolded === finding.id}
            onUnfold={() => setUnfolded(unfolded === finding.id ? null : finding.id)}
          />
        ))}
      </ul>
      <nav className={styles.pages} aria-label="Pages">
        {!isFirst && <a href={`/findings?${new URLSearchParams(given)}`}>Newest</a>}
        {nextCursor && <a href={`/findings?${new URLSearchParams({ ...given, cursor: nextCursor })}`}>Older</a>}
      </nav>
    </>
  )
}
