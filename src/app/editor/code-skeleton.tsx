// What stands in the editor's place until its code has arrived: grey lines of the same size.
import styles from './code-skeleton.module.css'

const widths = [34, 52, 46, 0, 28, 61, 57, 44, 0, 39, 66, 31, 48, 22]

export function CodeSkeleton() {
  return (
    <div className={styles.lines} role="status" aria-label="The editor is loading">
      {widths.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
        <div key={line} className={styles.line} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
