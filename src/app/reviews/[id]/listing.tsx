// The lines of a file, numbered, each finding below the last line it is about.
import type { Finding } from '#contract/finding.ts'
import type { ReviewFile } from '#contract/review.ts'
import { FindingNote } from './finding-note.tsx'
import styles from './review.module.css'

export function Listing({ file, findings }: { file: ReviewFile; findings: Finding[] }) {
  const lines = file.content.split(/\r\n|\r|\n/)
  const last = lines.length
  const below = Map.groupBy(findings, ({ range }) => (range ? Math.min(range.endLine, last) : 0))
  const marked = new Set(
    findings.flatMap(({ range }) =>
      range
        ? Array.from({ length: Math.min(range.endLine, last) - range.startLine + 1 }, (_, n) => range.startLine + n)
        : [],
    ),
  )
  const notes = (line: number) => below.get(line)?.map((finding) => <FindingNote key={finding.id} finding={finding} />)
  return (
    // A region that scrolls is reached with the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that it scrolls with the keyboard
    <section className={styles.listing} aria-label={`${file.path} with its findings`} tabIndex={0}>
      {notes(0)}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
        <div key={index}>
          <div className={styles.line} id={`L${index + 1}`} data-marked={marked.has(index + 1) || undefined}>
            <span className={styles.no}>{index + 1}</span>
            <code>{line}</code>
          </div>
          {notes(index + 1)}
        </div>
      ))}
    </section>
  )
}
