// What came of trying a rule: what is wrong with it, how its tests end, where it matches, and the code with its fixes.
'use client'
import { applyEdits } from '#contract/apply-edits.ts'
import type { Candidate } from '#contract/finding.ts'
import type { RuleTried } from '#contract/rule-try.ts'
import { Prose } from '../editor/prose.tsx'
import styles from './playground.module.css'

type Props = { tried: RuleTried; file: { path: string; content: string } }

export function TrialResult({ tried, file }: Props) {
  const { problems, tests, findings, places, stopped, filesRead } = tried
  const failed = tests.filter(({ failure }) => failure !== null)
  const mended = mend(file.content, findings)
  return (
    <section className={styles.results} aria-label="What it finds">
      {stopped && <p className={styles.bad}>{stopped}</p>}
      {problems.map(({ path, message, line }) => (
        <pre className={`${styles.code} ${styles.bad}`} key={path + message}>
          {[line === null ? '' : `Line ${line}: `, path && `${path}: `, message].join('')}
        </pre>
      ))}
      {problems.length === 0 && !stopped && (
        <>
          <p role="status" aria-label="Matches">
            {filesRead === 0 && file.content.trim() !== ''
              ? 'It does not look at such a file.'
              : `${places} ${places === 1 ? 'match' : 'matches'}`}
            {tests.length > 0 && ` · ${tests.length - failed.length} of ${tests.length} tests pass`}
          </p>
          {failed.map(({ kind, index, failure }) => (
            <pre className={`${styles.code} ${styles.bad}`} key={`${kind} ${index}`}>
              {`The ${kind} test ${index + 1}: ${failure}`}
            </pre>
          ))}
          <ul className={styles.marks} aria-label="Places">
            {findings.map((finding) => (
              <li key={finding.fingerprint}>
                Line {finding.range?.startLine}: <Prose text={finding.title} />
                {finding.fix && (
                  <>
                    {' '}
                    (<Prose text={finding.fix.title} />)
                  </>
                )}
              </li>
            ))}
          </ul>
          {mended !== null && (
            <figure aria-label="With its fixes" style={{ margin: 0 }}>
              <figcaption>With its fixes</figcaption>
              <pre className={styles.code}>{mended}</pre>
            </figure>
          )}
        </>
      )}
    </section>
  )
}

/** Null when there is nothing to mend, or when the code is another one by now. */
function mend(content: string, findings: Candidate[]): string | null {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? [])
  return edits.length > 0 ? applyEdits(content, edits) : null
}
