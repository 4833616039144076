// Rules by how much noise they make, the files with most findings, and the languages.
import type { ReactNode } from 'react'
import type { Insights } from '#contract/insights.ts'
import { csvOf } from '#insights/to-csv.ts'
import { reasonWords } from '../editor/dismiss-reasons.ts'
import { languageNames } from '../editor/language-names.ts'
import { RuleLink } from '../rule-link.tsx'
import styles from './dashboard.module.css'
import { RuleOff } from './rule-off.tsx'
import { listAt, plain } from './series.ts'

type Props = { insights: Insights; scope: { projectId?: string }; projects: Record<string, string> }

export function Rankings({ insights, scope, projects }: Props) {
  const { rules, files, languages } = insights
  const list = (more: Record<string, string>) => listAt('/findings', scope, more)(insights)
  const count = (n: number, more: Record<string, string>) => (n === 0 ? '0' : <a href={list(more)}>{plain(n)}</a>)
  const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`
  return (
    <>
      <Ranking
        title="Rules"
        about="The noisiest first: what people dismiss most. A rule’s page says what it looks for, and whether it is on."
        columns={['Rule', 'Found', 'Fixed', 'Dismissed', 'Rate', 'Because']}
        csv={rules.map(({ ruleId, found, fixed, dismissed, reasons }) => [
          ruleId,
          found,
          fixed,
          dismissed,
          percent(dismissed, found),
          reasons.map(({ reason, n }) => `${reasonWords(reason ?? undefined)} (${n})`).join('; '),
        ])}
        rows={rules.map(({ ruleId, found, fixed, dismissed, reasons }) => [
          <span key="rule" className={styles.rule}>
            <RuleLink ruleId={ruleId} />
            {!ruleId.startsWith('model/') && <RuleOff ruleId={ruleId} projectId={scope.projectId ?? null} />}
          </span>,
          count(found, { ruleId }),
          count(fixed, { ruleId, state: 'fixed' }),
          count(dismissed, { ruleId, state: 'dismissed' }),
          percent(dismissed, found),
          reasons.map(({ reason, n }) => `${reasonWords(reason ?? undefined)} (${n})`).join('; '),
        ])}
      />
      <Ranking
        title="Hot files"
        about="With most findings that were first seen in these days."
        columns={['File', 'Project', 'Found', 'Still open']}
        csv={files.map(({ path, projectId, found, open }) => [path, projects[projectId ?? ''] ?? '', found, open])}
        rows={files.map(({ path, projectId, found, open }) => [
          path,
          projects[projectId ?? ''] ?? '',
          count(found, { path, projectId: projectId ?? 'none' }),
          count(open, { path, state: 'open', projectId: projectId ?? 'none' }),
        ])}
      />
      <Ranking
        title="Languages"
        about="Of completed reviews; one with two languages counts for both."
        columns={['Language', 'Reviews']}
        csv={languages.map(({ language, reviews }) => [languageNames[language], reviews])}
        rows={languages.map(({ language, reviews }) => [
          languageNames[language],
          <a key="reviews" href={listAt('/reviews', scope, { language, status: 'completed' })(insights)}>
            {plain(reviews)}
          </a>,
        ])}
      />
    </>
  )
}

type RankingProps = {
  title: string
  about: string
  columns: string[]
  rows: ReactNode[][]
  csv: (string | number)[][]
}

function Ranking({ title, about, columns, rows, csv }: RankingProps) {
  return (
    <section className={styles.chart} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.about}>{about}</p>
      {rows.length === 0 ? (
        <p className={styles.about}>None in these days.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: so that it scrolls with the keyboard
        <section className={styles.scroll} aria-label={`${title}, as a table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the order is what it tells
                <tr key={index}>
                  {cells.map((cell, column) => (
                    <td key={columns[column]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <a
        className={styles.csv}
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf([columns, ...csv]))}`}
        download={`${title.toLowerCase().replaceAll(' ', '-')}.csv`}
        aria-label={`${title} as CSV`}
      >
        CSV
      </a>
    </section>
  )
}
