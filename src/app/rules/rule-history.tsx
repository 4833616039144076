// Who changed a rule when, and what it said then.
'use client'
import type { RuleVersion } from '#contract/own-rule.ts'
import list from '../settings/list.module.css'
import { Moment } from '../settings/moment.tsx'
import styles from './playground.module.css'

const deeds: Record<RuleVersion['deed'], string> = { created: 'Written', changed: 'Changed', deleted: 'Deleted' }

export const RuleHistory = ({ history }: { history: RuleVersion[] }) => (
  <section aria-label="History">
    <h2 className={styles.heading}>History</h2>
    <ul className={list.list}>
      {history.map(({ version, deed, draft, source, at, by }) => (
        <li className={list.item} key={version}>
          <details className={list.what}>
            <summary>
              {deeds[deed]} <Moment at={at} /> by {by ?? 'somebody who is gone'}
              {draft && ', as a draft'}
            </summary>
            <pre className={styles.code}>{source}</pre>
          </details>
        </li>
      ))}
    </ul>
  </section>
)
