// A file as it was in the one review and as it is in the other, line beside line.

import styles from './compare.module.css'
import { type DiffRow, diffRows, type Line } from './diff-rows.ts'

export function SideBySide({ path, before, after }: { path: string; before: string; after: string }) {
  const rows = diffRows(before, after)
  if (!rows) return <p className={styles.note}>The two are too different to be told line by line.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that it scrolls with the keyboard
    <section className={styles.scroll} aria-label={`Differences of ${path}`} tabIndex={0}>
      <table className={styles.diff}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              Before
            </th>
            <th scope="col" colSpan={2}>
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a fixed difference
            <Row key={index} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row }: { row: DiffRow }) {
  if (row.kind === 'fold')
    return (
      <tr className={styles.fold}>
        <td colSpan={4}>{row.lines === 1 ? '1 line' : `${row.lines} lines`} the same</td>
      </tr>
    )
  const isChanged = row.kind === 'changed'
  return (
    <tr>
      <Side line={row.left} change={isChanged ? 'removed' : undefined} />
      <Side line={row.right} change={isChanged ? 'added' : undefined} />
    </tr>
  )
}

function Side({ line, change }: { line: Line | null; change: 'removed' | 'added' | undefined }) {
  if (!line) return <td colSpan={2} className={styles.nothing} />
  return (
    <>
      <td className={styles.no}>{line.number}</td>
      <td className={styles.text} data-change={change}>
        {change === 'removed' ? <del>{line.text}</del> : change === 'added' ? <ins>{line.text}</ins> : line.text}
      </td>
    </>
  )
}
