// The findings under their headings, each heading with how many stand below it.
'use client'
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Finding } from '#contract/finding.ts'
import { FindingCard } from './finding-card.tsx'
import { FindingRow } from './finding-row.tsx'
import type { Placements } from './markers.ts'
import type { Group } from './problem-view.ts'
import styles from './problems.module.css'
import { useDrawn } from './use-drawn.ts'
import type { Findings } from './use-findings.ts'

type Props = { findings: Findings; placements: Placements }

export function ProblemList({ findings, placements }: Props) {
  const { all, view } = findings
  const left = all.length - view.listed.length
  const ids = useMemo(() => view.listed.map(({ id }) => id), [view.listed])
  const drawn = useDrawn(ids, findings.selected)
  return (
    <>
      {drawnOf(view.groups, drawn).map(({ name, findings: found, count }) => (
        <div key={name}>
          <h3 className={styles.path}>
            <span className={styles.group}>{view.by === 'severity' ? capital(name) : name}</span>
            <span>{count}</span>
          </h3>
          <ul className={styles.list}>{found.map((finding) => rowOf(finding, { findings, placements }))}</ul>
        </div>
      ))}
      {left > 0 && (
        <p className={styles.left}>
          {left === 1 ? '1 more does' : `${left} more do`} not fit what you search for.{' '}
          <Button size="compact-xs" variant="default" onClick={view.forget}>
            Show all {all.length}
          </Button>
        </p>
      )}
    </>
  )
}

const drawnOf = (groups: Group[], drawn: ReadonlySet<string>) =>
  groups
    .map(({ name, findings }) => ({
      name,
      findings: findings.filter(({ id }) => drawn.has(id)),
      count: findings.length,
    }))
    .filter(({ findings }) => findings.length > 0)

function rowOf(finding: Finding, { findings, placements }: Props) {
  const placement = placements.get(finding.id)
  const expanded = findings.selected === finding.id
  const changed = findings.applied.has(finding.id) ? 'fix applied' : 'stale'
  return (
    <FindingRow
      key={finding.id}
      finding={finding}
      line={(placement?.range ?? finding.range)?.startLine}
      since={placement?.stale ? changed : null}
      withPath={findings.view.by !== 'file'}
      expanded={expanded}
      onGo={findings.goTo}
      card={
        expanded && <FindingCard finding={finding} placement={placement} findings={findings} onFold={findings.fold} />
      }
    />
  )
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
