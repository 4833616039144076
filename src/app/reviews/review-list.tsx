// The reviews, with what can be done to several at once: cancel, delete, and compare two of one project.
'use client'
import { Alert, Button } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ListedReview } from '#contract/history.ts'
import type { Page } from '#contract/listing.ts'
import { client } from '../api-client.ts'
import styles from '../list-page.module.css'
import { useConfirm } from '../settings/use-confirm.tsx'
import { ReviewRow } from './review-row.tsx'

type Props = {
  page: Page<ListedReview>
  projects: Record<string, string>
  given: Record<string, string>
  isFirst: boolean
}

export function ReviewList({ page: { items, nextCursor, total }, projects, given, isFirst }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = items.filter(({ id }) => chosen.has(id))
  const toggle = (id: string) => setChosen((before) => before.symmetricDifference(new Set([id])))
  if (items.length === 0) return <Nothing isFiltered={Object.keys(given).length > 0} isFirst={isFirst} />
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.sum} role="status">
          {picked.length > 0 ? `${picked.length} selected` : total !== undefined ? reviewsOf(total) : 'Older reviews'}
        </p>
        {picked.length > 0 && <Deeds picked={picked} onDone={() => setChosen(new Set())} />}
      </div>
      <ul className={styles.list} aria-label="Reviews">
        {items.map((review) => (
          <ReviewRow
            key={review.id}
            review={review}
            project={review.projectId ? projects[review.projectId] : undefined}
            chosen={chosen.has(review.id)}
            onChoose={() => toggle(review.id)}
          />
        ))}
      </ul>
      <nav className={styles.pages} aria-label="Pages">
        {!isFirst && <a href={`/reviews?${new URLSearchParams(given)}`}>Newest</a>}
        {nextCursor && <a href={`/reviews?${new URLSearchParams({ ...given, cursor: nextCursor })}`}>Older</a>}
      </nav>
    </>
  )
}

const reviewsOf = (count: number) => (count === 1 ? '1 review' : `${count.toLocaleString('en')} reviews`)

function Nothing({ isFiltered, isFirst }: { isFiltered: boolean; isFirst: boolean }) {
  if (!isFirst) return <p className={styles.empty}>There are no older ones.</p>
  return (
    <p className={styles.empty}>
      {isFiltered ? (
        'No review fits. Fewer words, or more days, find more.'
      ) : (
        <>
          Nothing was reviewed yet. <a href="/editor">Open the editor</a> and review a file.
        </>
      )}
    </p>
  )
}

function Deeds({ picked, onDone }: { picked: ListedReview[]; onDone: () => void }) {
  const router = useRouter()
  const { ask, dialog } = useConfirm('reviews')
  const [left, setLeft] = useState<string | null>(null)
  const open = picked.filter(({ status }) => status === 'pending' || status === 'running')
  const both = comparable(picked)

  async function change(action: 'cancel' | 'delete', ids: string[]) {
    const { refused } = await client.changeReviews({ action, ids })
    setLeft(refused.length > 0 ? `${refused.length} of ${ids.length} could not be: ${refused[0]?.reason}` : null)
    if (refused.length === 0) onDone()
    router.refresh()
  }
  const remove = () =>
    ask({
      title: picked.length === 1 ? 'Delete this review?' : `Delete ${picked.length} reviews?`,
      words: 'The code that was reviewed and what was found in it go with them. What is known of open findings stays.',
      yes: 'Delete',
      act: () =>
        change(
          'delete',
          picked.map(({ id }) => id),
        ),
    })
  return (
    <>
      {open.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            void change(
              'cancel',
              open.map(({ id }) => id),
            )
          }
        >
          Cancel {open.length}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={remove}>
        Delete {picked.length}
      </Button>
      {both && (
        <Button size="compact-sm" component="a" href={`/reviews/compare?a=${both[0].id}&b=${both[1].id}`}>
          Compare
        </Button>
      )}
      {left && (
        <Alert role="alert" color="red" variant="outline" p="xs">
          <span style={{ color: 'var(--lintel-critical)' }}>{left}</span>
        </Alert>
      )}
      {dialog}
    </>
  )
}

/** Two completed ones of one project (or of none), the older one first. */
function comparable(picked: ListedReview[]): [ListedReview, ListedReview] | null {
  const [newer, older, more] = picked
  if (!newer || !older || more || newer.projectId !== older.projectId) return null
  return newer.status === 'completed' && older.status === 'completed' ? [older, newer] : null
}
