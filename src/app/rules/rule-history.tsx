// Who changed a rule when, and what it said then.
'use client'
import type { RuleVersion } from '#contract/own-rule.ts'
import list from '../settings/list.module.css'
import { Moment } from '../settings/moment.tsx'
import styles from './playground.module.css'

const deeds: Record<RuleVersion['deed'], string> = { created: 'Written', changed: 'Changed', deleted: 'Deleted' }

type Props = { history: (RuleVersion & { name?: string })[]; title?: string }

export const RuleHistory = ({ history, title = 'History' }: Props) => (
  <section aria-label={title}>
    <h2 className={styles.heading}>{title}</h2>
    <ul className={list.list}>
      {history.map(({ name, version, deed, draft, source, at, by }) => (
        <li className={list.item} key={`${version} ${at}`}>
          <details className={list.what}>
            <summary>
              {name && <code>{name} </code>}
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
