// Two reviews of one project beside each other: what is new, what is fixed, what is still open, and how the code differs.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { Actor } from '#accounts/actor.ts'
import { ComparisonQuery } from '#contract/comparison.ts'
import type { Finding } from '#contract/finding.ts'
import { Problem } from '#contract/problem.ts'
import { compareReviews } from '#reviews/compare-reviews.ts'
import { readSnapshot } from '#reviews/snapshot.ts'
import type { SearchParams } from '../../asked-of.ts'
import { Prose } from '../../editor/prose.tsx'
import { SeverityIcon } from '../../editor/severity-icon.tsx'
import { LocalTime } from '../../local-time.tsx'
import { PageFrame } from '../../page-frame.tsx'
import { requireActor, userOf } from '../../session.ts'
import styles from './compare.module.css'
import { Differences } from './differences.tsx'

export const metadata: Metadata = { title: 'Compare reviews' }

export default async function ComparePage({ searchParams }: { searchParams: SearchParams }) {
  const { a, b, file } = await searchParams
  const actor = await requireActor(`/reviews/compare?${new URLSearchParams({ a: String(a), b: String(b) })}`)
  const ids = ComparisonQuery.safeParse({ a, b })
  if (!ids.success) notFound()
  const answer = await compared(actor, ids.data)
  if (typeof answer === 'string')
    return (
      <PageFrame user={userOf(actor)} here="/reviews" title="Compare reviews">
        <p role="alert" className={styles.note}>
          {answer} <a href="/reviews">Choose two other reviews.</a>
        </p>
      </PageFrame>
    )
  const { comparison, before, after } = answer
  const head = ({ id, title, createdAt }: typeof comparison.a) => (
    <>
      <a href={`/reviews/${id}`}>{title ?? 'the review'}</a> of <LocalTime at={createdAt} />
    </>
  )
  return (
    <PageFrame
      user={userOf(actor)}
      here="/reviews"
      title="Compare reviews"
      about={
        <>
          From {head(comparison.a)} to {head(comparison.b)}.
        </>
      }
    >
      <div className={styles.groups}>
        <Group title="New" findings={comparison.new} review={comparison.b.id} none="Nothing is new." />
        <Group title="Fixed" findings={comparison.fixed} review={comparison.a.id} none="Nothing was fixed." />
        <Group title="Still open" findings={comparison.open} review={comparison.b.id} none="Nothing is left open." />
      </div>
      <Differences ids={ids.data} files={comparison.files} before={before} after={after} asked={String(file ?? '')} />
    </PageFrame>
  )
}

/** A sentence where the two do not go together. */
async function compared(actor: Actor, ids: ComparisonQuery) {
  try {
    const [comparison, before, after] = await Promise.all([
      compareReviews(actor, ids),
      readSnapshot(actor, ids.a),
      readSnapshot(actor, ids.b),
    ])
    return { comparison, before, after }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'not-found') notFound()
    return error.message
  }
}

type GroupProps = { title: string; findings: Finding[]; review: string; none: string }

const Group = ({ title, findings, review, none }: GroupProps) => (
  <section className={styles.group} aria-label={title}>
    <h2>
      {title} <span className={styles.soft}>{findings.length}</span>
    </h2>
    {findings.length === 0 && <p className={styles.soft}>{none}</p>}
    <ul>
      {findings.map(({ id, severity, title: what, path, range, state }) => (
        <li key={id}>
          <SeverityIcon severity={severity} />
          <span>
            <a href={`/reviews/${review}?${new URLSearchParams({ file: path })}#finding-${id}`}>
              <Prose text={what} />
            </a>{' '}
            <span className={styles.soft}>
              {path}
              {range && `:${range.startLine}`}
              {state === 'dismissed' && ' · dismissed'}
            </span>
          </span>
        </li>
      ))}
    </ul>
  </section>
)
