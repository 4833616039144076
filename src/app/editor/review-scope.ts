// Which files may be reviewed, and which of them have changed since this tab last sent them. Pure.
import type { Run, SentFile } from './review-run.ts'

/** What could be reviewed, by path. */
export type Scope = { files: string[]; changed: string[] }

/** There is nothing to say about an empty file. */
export function scopeOf(runs: Run[], texts: SentFile[]): Scope {
  const files = texts.filter(({ content }) => content.trim() !== '')
  return { files: pathsOf(files), changed: pathsOf(changedSince(runs, files)) }
}

const pathsOf = (files: SentFile[]) => files.map(({ path }) => path)

/** @param runs newest first. What was never sent counts as changed; what was sent in vain was not reviewed. */
function changedSince(runs: Run[], files: SentFile[]): SentFile[] {
  const reviewed = runs.filter(({ review }) => review?.status === 'completed')
  return files.filter(({ path, content }) => {
    const last = reviewed.find(({ sent }) => sent?.has(path))
    return last?.sent?.get(path) !== content
  })
}
