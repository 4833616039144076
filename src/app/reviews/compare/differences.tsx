// The files that are not the same in both reviews, and one of them line by line.
import type { ComparisonQuery, DifferingFile } from '#contract/comparison.ts'
import type { ReviewFile } from '#contract/review.ts'
import styles from './compare.module.css'
import { SideBySide } from './side-by-side.tsx'

type Props = { ids: ComparisonQuery; files: DifferingFile[]; before: ReviewFile[]; after: ReviewFile[]; asked: string }

const words: Record<DifferingFile['in'], string> = {
  a: 'only in the older one',
  b: 'only in the newer one',
  both: 'changed',
}

export function Differences({ ids, files, before, after, asked }: Props) {
  const open = files.find(({ path }) => path === asked) ?? files.find((file) => file.in === 'both') ?? files[0]
  const textIn = (list: ReviewFile[]) => list.find(({ path }) => path === open?.path)?.content ?? ''
  return (
    <section className={styles.group} aria-label="Code">
      <h2>
        Code <span className={styles.soft}>{files.length}</span>
      </h2>
      {!open && <p className={styles.soft}>Both reviews were of the same code.</p>}
      <ul className={styles.files}>
        {files.map(({ path, in: where }) => (
          <li key={path}>
            <a
              href={`/reviews/compare?${new URLSearchParams({ ...ids, file: path })}`}
              {...(path === open?.path && { 'aria-current': 'page' })}
            >
              {path}
            </a>{' '}
            <span className={styles.soft}>{words[where]}</span>
          </li>
        ))}
      </ul>
      {open && <SideBySide path={open.path} before={textIn(before)} after={textIn(after)} />}
    </section>
  )
}
