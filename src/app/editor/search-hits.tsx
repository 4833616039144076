// What a search found, by file; a click goes to the place.
'use client'
import type { Range } from '#contract/finding.ts'
import type { SearchMatch, SearchResult } from '#contract/search.ts'
import { filesIn } from './review-words.ts'
import styles from './search-panel.module.css'

type Props = { result: SearchResult; onGo: (path: string, range: Range) => void }

export function SearchHits({ result: { matches, truncated }, onGo }: Props) {
  const files = Map.groupBy(matches, ({ path }) => path)
  return (
    <>
      <p role="status" className={styles.note}>
        {matches.length === 0 ? 'Not found in any file.' : `${placesIn(matches.length)} in ${filesIn(files.size)}.`}
        {truncated && ' There are more than are shown: search for something longer.'}
      </p>
      {[...files].map(([path, hits]) => (
        <section key={path} aria-label={path}>
          <h3 className={styles.path}>{path}</h3>
          <ul className={styles.list}>
            {hits.map((hit) => (
              <li key={`${hit.line}:${hit.column}`}>
                <button type="button" className={styles.hit} onClick={() => onGo(path, rangeOf(hit))}>
                  <span className={styles.line}>{hit.line}</span>
                  <Excerpt hit={hit} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const placesIn = (count: number) => (count === 1 ? '1 place' : `${count} places`)

const rangeOf = ({ line, column, endColumn }: SearchMatch): Range => ({
  startLine: line,
  startColumn: column,
  endLine: line,
  endColumn,
})

function Excerpt({ hit: { text, textColumn, column, endColumn } }: { hit: SearchMatch }) {
  const [start, end] = [column - textColumn, endColumn - textColumn]
  // A little of what stands before it: the pane is narrow.
  const before = text.slice(0, start).trimStart()
  return (
    <code className={styles.text}>
      {before.length > 16 ? `…${before.slice(-16)}` : before}
      <mark className={styles.mark}>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </code>
  )
}
