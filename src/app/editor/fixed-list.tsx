// What the review before had and this one has no more.
import { IconCircleCheck } from '@tabler/icons-react'
import type { Finding } from '#contract/finding.ts'
import styles from './problems.module.css'
import { Prose } from './prose.tsx'

export function FixedList({ fixed }: { fixed: Finding[] }) {
  if (fixed.length === 0) return null
  return (
    <section aria-labelledby="fixed-title">
      <h3 id="fixed-title" className={styles.path}>
        <span>Fixed since the review before</span>
        <span>{fixed.length}</span>
      </h3>
      <ul className={styles.list}>
        {fixed.map(({ id, title, path, range, ruleId }) => (
          <li key={id} className={styles.fixed}>
            <IconCircleCheck size={14} aria-hidden />
            <span className={styles.what}>
              <span className={styles.headline}>
                <Prose text={title} />
              </span>
              <span className={styles.where}>
                <strong>Fixed</strong> · {path}
                {range && `:${range.startLine}`} · {ruleId}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
