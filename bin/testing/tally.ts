// How many checks and tests passed, failed and were skipped; Playwright's part reaches us through a file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { FullResult, Reporter, Suite, TestError } from 'playwright/types/testReporter'

export type Tally = { passed: number; failed: number; skipped: number }

export const closingLine = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

/** A run that left no file has crashed, and one that ended badly without a failed test failed outside of them. */
export function readTally(file: string, ended: number | string): Tally {
  const tally: Tally = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 }
  if (ended !== 0 && tally.failed === 0) tally.failed = 1
  if (!existsSync(file)) tally.failed = Math.max(tally.failed, 1)
  return tally
}

// Playwright makes one of the default export and takes nothing else.
export default function tallyReporter({ file = process.env.TEST_TALLY_FILE } = {}): Reporter {
  let all: Suite | undefined
  let errors = 0
  return {
    onBegin: (_config: unknown, suite: Suite) => {
      all = suite
    },
    onError: (_error: TestError) => {
      errors += 1
    },
    onEnd: (_result: FullResult) => {
      const tally: Tally = { passed: 0, failed: errors, skipped: 0 }
      for (const test of all?.allTests() ?? []) {
        // A test that did not run counts as skipped only when somebody asked for it.
        if (test.outcome() === 'skipped') tally[test.expectedStatus === 'skipped' ? 'skipped' : 'failed'] += 1
        else tally[test.ok() ? 'passed' : 'failed'] += 1
      }
      if (file) writeFileSync(file, JSON.stringify(tally))
    },
    printsToStdio: () => false,
  }
}
