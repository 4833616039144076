// The reviews of this tab, newest first; one of them is on the screen. Pure.
import { isSettled, type Run } from './review-run.ts'

export type Runs = { all: Run[]; shown: string | null }

/** So many that have ended stay in sight. */
const KEPT = 4

export const noRuns: Runs = { all: [], shown: null }
export const shownOf = ({ all, shown }: Runs): Run | null => all.find(({ key }) => key === shown) ?? null

/** A new one is the one to look at. */
export function withRun({ all }: Runs, run: Run): Runs {
  const ended = all.filter(isSettled).slice(0, KEPT - 1)
  return { all: [run, ...all.filter((one) => !isSettled(one) || ended.includes(one))], shown: run.key }
}

/** @param key null for every one of them. */
export function changed(runs: Runs, key: string | null, next: (run: Run) => Run): Runs {
  return { ...runs, all: runs.all.map((run) => (key === null || run.key === key ? next(run) : run)) }
}

export function withoutRun({ all, shown }: Runs, key: string): Runs {
  const left = all.filter((run) => run.key !== key)
  return { all: left, shown: shown === key ? (left[0]?.key ?? null) : shown }
}

/** The same texts are at work already: to send them again would only cost. */
export const sameAtWork = ({ all }: Runs, sent: ReadonlyMap<string, string>): Run | undefined =>
  all.find(
    (run) =>
      !isSettled(run) &&
      !run.cancelling &&
      run.sent?.size === sent.size &&
      [...sent].every(([path, text]) => run.sent?.get(path) === text),
  )
