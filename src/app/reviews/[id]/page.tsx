// A review with an address of its own: the code as it was, what was found on its lines, and how all that came about.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import { isTerminal } from '#contract/review.ts'
import { env } from '#env.ts'
import { listFindings } from '#reviews/list-findings.ts'
import { listModelCalls } from '#reviews/model-status.ts'
import { readReview } from '#reviews/read.ts'
import { readSnapshot } from '#reviews/snapshot.ts'
import { readTimeline } from '#reviews/timeline.ts'
import type { SearchParams } from '../../asked-of.ts'
import { PageFrame } from '../../page-frame.tsx'
import { requireActor, userOf } from '../../session.ts'
import { nameOf } from '../review-words.ts'
import { Code } from './code.tsx'
import { Exports } from './exports.tsx'
import { Facts } from './facts.tsx'
import { FindingLists } from './finding-lists.tsx'
import { ModelReceipt } from './model-receipt.tsx'
import { RefreshWhileRunning } from './refresh-while-running.tsx'
import styles from './review.module.css'
import { Timeline } from './timeline.tsx'

export const metadata: Metadata = { title: 'Review' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function ReviewPage({ params, searchParams }: Props) {
  const { id } = await params
  const actor = await requireActor(`/reviews/${id}`)
  const { review, story, findings, files, calls } = await readAll(actor, id)
  const path = nameOf({ title: review.title, path: files[0]?.path ?? null, files: files.length })
  return (
    <PageFrame user={userOf(actor)} here="/reviews" title={path} about={<Facts review={review} story={story} />}>
      {!isTerminal(review.status) && <RefreshWhileRunning />}
      {review.summary && <Exports id={id} />}
      <Code
        id={id}
        files={files}
        findings={findings}
        coverage={review.coverage}
        asked={String((await searchParams).file ?? '')}
      />
      <div className={styles.beside}>
        <FindingLists id={id} findings={findings} resolved={review.resolved} />
        <div className={styles.side}>
          <Timeline review={review} story={story} />
          <ModelReceipt part={review.modelPart} calls={calls} egressLog={env().MODEL_EGRESS_LOG} />
        </div>
      </div>
    </PageFrame>
  )
}

async function readAll(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) notFound()
  try {
    const [{ review }, story, { items: findings }, files, calls] = await Promise.all([
      readReview(actor, id),
      readTimeline(actor, id),
      listFindings(actor, id, { fate: 'all', limit: ALL }),
      readSnapshot(actor, id),
      listModelCalls(actor, id),
    ])
    return { review, story, findings, files, calls }
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') notFound()
    throw error
  }
}

const ALL = 2 ** 31 - 1
