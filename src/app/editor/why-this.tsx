// Why a finding is told: the rule, who says so, the weakness, its fate, and what people have said about it before.
'use client'
import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Finding, State } from '#contract/finding.ts'
import { RuleLink } from '../rule-link.tsx'
import { dismissalWords } from './dismissal-words.ts'
import styles from './finding-card.module.css'
import type { RuleSwitch } from './use-rule-switch.ts'

const stateWords: Record<State, string> = {
  new: 'New in this review',
  open: 'An earlier review had it too, and it is still there',
  reopened: 'Back again: it was fixed or dismissed before',
  dismissed: 'Dismissed',
  fixed: 'Fixed since the review before',
}

type Props = { finding: Finding; switchOff: RuleSwitch['switchOff'] }

export function WhyThis({ finding, switchOff }: Props) {
  const { ruleId, cwe, category, state, fateReason, suppression, dismissal, dismissedBefore } = finding
  return (
    <details className={styles.why}>
      <summary>Why this?</summary>
      <dl className={styles.facts}>
        <Fact name="Rule">
          <RuleLink ruleId={ruleId} target="_blank" rel="noopener noreferrer" />
        </Fact>
        <Fact name="Found by">{sourceWords(finding)}</Fact>
        {cwe && (
          <Fact name="Weakness">
            <Link to={cweLink(cwe)}>{cwe}</Link>
          </Fact>
        )}
        <Fact name="Kind">{category}</Fact>
        <Fact name="State">{stateWords[state]}</Fact>
        {fateReason && <Fact name="Held back">{fateReason}</Fact>}
        {suppression && (
          <Fact name="Comment">{`“${suppression}” asks to be silent about it; it is told all the same`}</Fact>
        )}
        {dismissal && <Fact name="Dismissed">{dismissalWords(dismissal)}</Fact>}
        {dismissedBefore && <Fact name="Dismissed before">{dismissalWords(dismissedBefore)}</Fact>}
      </dl>
      <Group gap="xs" mt={6}>
        <Button size="compact-xs" variant="default" onClick={() => switchOff(finding, 'path')}>
          Off for this path
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => switchOff(finding, 'rule')}>
          Off in this project
        </Button>
      </Group>
    </details>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Link({ to, children }: { to: string | null; children: string }) {
  if (!to) return children
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

function sourceWords({ source, ruleId }: Finding): string {
  if (source === 'model') return 'the model'
  if (source === 'rule') return 'a rule of this workspace'
  return `the analyser “${ruleId.split('/')[0]}”`
}

function cweLink(cwe: string): string | null {
  const number = /^CWE-(\d+)$/.exec(cwe)?.[1]
  return number ? `https://cwe.mitre.org/data/definitions/${number}.html` : null
}
