// The review as a file for other tools: plain links, so that they can be copied.
import { type ExportFormat, exportFormats } from '#contract/review.ts'
import styles from './review.module.css'

const names: Record<ExportFormat, string> = {
  json: 'JSON',
  markdown: 'Markdown',
  sarif: 'SARIF',
  gitlab: 'GitLab Code Quality',
  junit: 'JUnit',
  patch: 'Checked fixes as a patch',
}

export function Exports({ id }: { id: string }) {
  return (
    <nav className={styles.exports} aria-label="Export">
      <span>Export:</span>
      {exportFormats.map((format) => (
        <a key={format} href={`/api/reviews/${id}/export?format=${format}`} download>
          {names[format]}
        </a>
      ))}
    </nav>
  )
}
