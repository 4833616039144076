// The files of a review, and one of them with its findings between the lines. Nothing here can be changed.
import type { Finding } from '#contract/finding.ts'
import type { Coverage, ReviewFile } from '#contract/review.ts'
import { Listing } from './listing.tsx'
import styles from './review.module.css'

type Props = { id: string; files: ReviewFile[]; findings: Finding[]; coverage: Coverage[]; asked: string }

const words: Record<Coverage['status'], string> = {
  reviewed: 'Reviewed',
  partial: 'Reviewed in part',
  skipped: 'Not reviewed',
}

export function Code({ id, files, findings, coverage, asked }: Props) {
  const shown = findings.filter(({ fate, state }) => fate === 'shown' && state !== 'fixed')
  const countIn = (path: string) => shown.filter((finding) => finding.path === path).length
  const open =
    files.find(({ path }) => path === asked) ?? files.find(({ path }) => countIn(path) > 0) ?? files.at(0) ?? null
  const covered = new Map(coverage.map((one) => [one.path, one]))
  if (!open) return <p className={styles.note}>The code of this review is no longer kept.</p>
  const there = covered.get(open.path)
  return (
    <section className={styles.code} aria-label="Code">
      <nav className={styles.files} aria-label="Files">
        <ul>
          {files.map(({ path }) => (
            <li key={path}>
              <a
                href={`/reviews/${id}?${new URLSearchParams({ file: path })}`}
                {...(path === open.path && { 'aria-current': 'page' })}
              >
                <span className={styles.path}>{path}</span>
                {countIn(path) > 0 && <span className={styles.number}>{countIn(path)}</span>}
                {covered.get(path) && covered.get(path)?.status !== 'reviewed' && (
                  <span className={styles.partly}>{words[covered.get(path)?.status ?? 'partial']}</span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.file}>
        <h2 className={styles.fileName}>{open.path}</h2>
        {there && (
          <p className={styles.note}>
            {words[there.status]}
            {there.reason ? `: ${there.reason}` : '.'}
          </p>
        )}
        <Listing file={open} findings={shown.filter(({ path }) => path === open.path)} />
      </div>
    </section>
  )
}
