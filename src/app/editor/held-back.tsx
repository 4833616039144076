// Everything a review found and did not show, by the reason for it.
'use client'
import { useQuery } from '@tanstack/react-query'
import type { Finding } from '#contract/finding.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import { AsideRow } from './aside-row.tsx'
import styles from './set-aside.module.css'

export function HeldBack({ reviewId, onGo }: { reviewId: string; onGo: (finding: Finding) => void }) {
  const { data, error } = useQuery({ queryKey: ['held-back', reviewId], queryFn: () => everyOneHeldBack(reviewId) })
  if (error) return <p role="alert">What was held back could not be read. {wordsOf(error)}</p>
  if (!data) return <p className={styles.note}>Reading what was held back</p>
  const reasons = Map.groupBy(data, ({ fateReason }) => fateReason ?? 'No reason was kept.')
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>Held back ({data.length})</h3>
      {data.length === 0 && <p className={styles.note}>Nothing was held back in this review.</p>}
      {[...reasons].map(([reason, findings]) => (
        <div key={reason}>
          <h4 className={styles.reason}>
            {reason} ({findings.length})
          </h4>
          <ul className={styles.list}>
            {findings.map((finding) => (
              <AsideRow key={finding.id} finding={finding} onGo={onGo} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

async function everyOneHeldBack(id: string): Promise<Finding[]> {
  const found: Finding[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof client.listFindings>> = await client.listFindings(id, {
      fate: 'held-back',
      limit: '200',
      ...(cursor !== null && { cursor }),
    })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}
