// Tells one process from a later one with the same number, by the moment it was started.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Undefined when no such process runs (one that has ended but was not collected yet counts as ended). */
export function startedAt(pid: number): string | undefined {
  if (process.platform !== 'linux') return fromPs(pid, 'lstart') || undefined
  try {
    // The name in parentheses may hold spaces; behind it stand the state (field 3) and the start time (field 22).
    const [, fields = ''] = /^\d+ \(.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const [state, started] = [fields.split(' ')[0], fields.split(' ')[19]]
    return state === 'Z' || state === 'X' ? undefined : started
  } catch {
    return undefined
  }
}

/** The command line of a process; empty when no such process runs. */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') return fromPs(pid, 'args')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

const fromPs = (pid: number, column: string) =>
  spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
