// The log files of the processes we start: `log/<name>.log` in the data folder, kept from growing without end.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from './child.ts'
import { refusal } from './refusal.ts'

const limit = 20 * 1024 * 1024

export function logFile(dataDir: string, name: string): string {
  const folder = path.join(dataDir, 'log')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${name}.log`)
  if (sizeOf(file) > limit) renameSync(file, `${file}.1`)
  return file
}

/** While we run: a process keeps its log open for appending, so its lines are copied away and the file is emptied. */
export function keepLogsSmall(dataDir: string, names: string[]): void {
  const check = () => {
    for (const file of names.map((name) => path.join(dataDir, 'log', `${name}.log`))) {
      if (sizeOf(file) <= limit) continue
      copyFileSync(file, `${file}.1`)
      truncateSync(file)
    }
  }
  setInterval(check, 60_000).unref()
}

/** `from` is the size the file had before the process was started: what stands before is of an earlier run. */
export async function untilLogged(child: Child, file: string, from: number, line: string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 20) {
    if (readFileSync(file).subarray(from).includes(line)) return
    if (child.hasEnded()) throw refusal(`${child.name} could not start (${await child.ended}).\n${child.tail()}`)
    await sleep(20)
  }
  throw refusal(`${child.name} was not ready after two minutes.\n${child.tail()}`)
}

export const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0)
