// A fix, shown as the lines that go and the lines that come before anything is changed.
'use client'
import { Button } from '@mantine/core'
import type { Fix } from '#contract/finding.ts'
import styles from './finding-card.module.css'
import type { OfferedFix } from './fix.ts'

export function FixOffer({ fix, offered }: { fix: Fix; offered: OfferedFix | null }) {
  return (
    <div className={styles.fix}>
      <p className={styles.fixTitle}>
        {fix.title}
        {fix.checked && <span className={styles.checked}>checked</span>}
      </p>
      {offered ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so by keyboard too */}
          <pre className={styles.diff} tabIndex={0}>
            <Lines sign="-" lines={offered.before} />
            <Lines sign="+" lines={offered.after} />
          </pre>
          <Button size="compact-sm" onClick={offered.apply}>
            Apply fix
          </Button>
        </>
      ) : (
        <p className={styles.note}>The code has changed since: this fix no longer fits.</p>
      )}
    </div>
  )
}

function Lines({ sign, lines }: { sign: '-' | '+'; lines: string[] }) {
  const Tag = sign === '+' ? 'ins' : 'del'
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one diff, in order
    <Tag key={index}>
      {sign} {line}
      {'\n'}
    </Tag>
  ))
}
