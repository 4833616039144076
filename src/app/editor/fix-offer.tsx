// A fix, shown as the lines that go and the lines that come before anything is changed.
'use client'
import { Button } from '@mantine/core'
import type { Finding, Fix } from '#contract/finding.ts'
import styles from './finding-card.module.css'
import type { Change, OfferedFix } from './fix.ts'
import type { Findings } from './use-findings.ts'

type Props = { finding: Finding; fix: Fix; offered: OfferedFix | null; findings: Findings }

export function FixOffer({ finding, fix, offered, findings }: Props) {
  return (
    <div className={styles.fix}>
      <p className={styles.fixTitle}>
        {fix.title}
        {fix.checked && (
          <span
            className={styles.checked}
            title="The mended file was analysed: the finding is gone and nothing new came"
          >
            checked
          </span>
        )}
      </p>
      {offered ? (
        <>
          {offered.changes.map((change) => (
            <Diff key={`${change.path}:${change.line}`} change={change} elsewhere={change.path !== finding.path} />
          ))}
          <Button size="compact-sm" onClick={() => findings.apply(finding, offered)}>
            Apply fix
          </Button>
        </>
      ) : (
        <p className={styles.note}>
          {findings.applied.has(finding.id)
            ? 'Applied. Review again to see it gone.'
            : 'The code has changed since: this fix no longer fits.'}
        </p>
      )}
    </div>
  )
}

function Diff({ change: { path, line, before, after }, elsewhere }: { change: Change; elsewhere: boolean }) {
  return (
    <>
      {elsewhere && (
        <p className={styles.note}>
          {path}:{line}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so by keyboard too */}
      <pre className={styles.diff} tabIndex={0}>
        <Lines sign="-" lines={before} />
        <Lines sign="+" lines={after} />
      </pre>
    </>
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
