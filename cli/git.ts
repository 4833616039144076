// Git, asked about a folder that may be hostile: nothing that its own settings name is run.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const MANY = 256 * 1024 * 1024
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false']

/** What it prints; rejects when git is missing, or says no. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...harmless, ...args], { maxBuffer: MANY })
  return stdout
}
