// The findings of the workspace, each as one matter: since when, how old, how it stands, and what people wrote about it.
import type { Metadata } from 'next'
import { TrackedQuery } from '#contract/tracked.ts'
import { listTracked } from '#insights/list-tracked.ts'
import { readProjectNames } from '#insights/project-names.ts'
import { askedOf, type SearchParams } from '../asked-of.ts'
import styles from '../list-page.module.css'
import { PageFrame } from '../page-frame.tsx'
import { requireActor, userOf } from '../session.ts'
import { FindingFilter } from './finding-filter.tsx'
import { TrackedList } from './tracked-list.tsx'

export const metadata: Metadata = { title: 'Findings' }

export default async function FindingsPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = new URLSearchParams(Object.entries(await searchParams).map(([name, value]) => [name, String(value)]))
  const actor = await requireActor(asked.size > 0 ? `/findings?${asked}` : '/findings')
  const { query, given, problem } = await askedOf(searchParams, TrackedQuery)
  // Who comes without a question wants to know what is open.
  const plain = asked.size === 0
  const [page, names] = await Promise.all([
    listTracked(actor, plain ? { ...query, state: 'open' } : query),
    readProjectNames(actor),
  ])
  const { cursor: _, ...narrowed } = plain ? { state: 'open' } : given
  return (
    <PageFrame user={userOf(actor)} here="/findings" title="Findings">
      <FindingFilter given={narrowed} projects={names} />
      {problem && (
        <p role="alert" className={styles.problem}>
          This address asks for something that is not there. {problem}
        </p>
      )}
      <TrackedList
        key={asked.toString()}
        page={page}
        projects={names}
        given={narrowed}
        isFirst={!given.cursor}
        now={new Date().toISOString()}
      />
    </PageFrame>
  )
}
