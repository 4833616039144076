// A check is a command that must end with 0; what it wrote is shown when it does not.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { step } from '../launch/progress.ts'
import { refusal, report } from '../launch/refusal.ts'
import { inRoot } from '../launch/root.ts'
import type { Tally } from './tally.ts'

/** Counts the work as one that passed or failed, shows why it failed, and lets the run go on. */
export async function check<Result>(
  tally: Tally,
  title: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const result = await step(title, work)
    tally.passed += 1
    return result
  } catch (error) {
    report(error)
    tally.failed += 1
    return undefined
  }
}

/** Runs scripts of packages with this Node, one after the other. */
export async function runScripts(...scripts: [file: string, ...args: string[]][]): Promise<void> {
  for (const [file, ...args] of scripts)
    try {
      const options = { cwd: inRoot(), maxBuffer: 64 * 1024 * 1024 }
      await promisify(execFile)(process.execPath, [inRoot('node_modules', file), ...args], options)
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      throw refusal(`${stdout}${stderr}`.trimEnd() || String(error))
    }
}
