// History: every review of the workspace, narrowed down by what the address asks.
import type { Metadata } from 'next'
import { ReviewsQuery } from '#contract/history.ts'
import { readProjectNames } from '#insights/project-names.ts'
import { listReviews } from '#reviews/list-reviews.ts'
import { askedOf, type SearchParams } from '../asked-of.ts'
import styles from '../list-page.module.css'
import { PageFrame } from '../page-frame.tsx'
import { requireActor, userOf } from '../session.ts'
import { ReviewFilter } from './review-filter.tsx'
import { ReviewList } from './review-list.tsx'

export const metadata: Metadata = { title: 'Reviews' }

export default async function ReviewsPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = new URLSearchParams(Object.entries(await searchParams).map(([name, value]) => [name, String(value)]))
  const actor = await requireActor(asked.size > 0 ? `/reviews?${asked}` : '/reviews')
  const { query, given, problem } = await askedOf(searchParams, ReviewsQuery)
  const [page, names] = await Promise.all([listReviews(actor, query), readProjectNames(actor)])
  const { cursor: _, ...narrowed } = given
  return (
    <PageFrame user={userOf(actor)} here="/reviews" title="Reviews">
      <ReviewFilter given={narrowed} projects={names} />
      {problem && (
        <p role="alert" className={styles.problem}>
          This address asks for something that is not there. {problem}
        </p>
      )}
      <ReviewList
        // Another question is another list: nothing stays selected.
        key={asked.toString()}
        page={page}
        projects={names}
        given={narrowed}
        isFirst={!given.cursor}
      />
    </PageFrame>
  )
}
