// Who runs on a data folder: refuses a second launcher, and lets the next one clear up after one that was killed.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from './child.ts'
import { lockFolder } from './folder-lock.ts'
import { startedAt } from './process-identity.ts'
import { say } from './progress.ts'
import { refusal } from './refusal.ts'

type Entry = { name: string; pid: number; started: string | undefined; stopSignal: NodeJS.Signals }
type Run = { launcher: Entry; children: Entry[] }

export const runFileIn = (dataDir: string) => path.join(dataDir, 'run.json')

/** Throws when another launcher runs on the folder; otherwise stops what a killed one left and takes its place. */
export async function takeDataDir(dataDir: string): Promise<{ remember: (child: Child) => void; leave: () => void }> {
  const file = runFileIn(dataDir)
  const launcher = { name: 'lintel', pid: process.pid, started: startedAt(process.pid), stopSignal: 'SIGTERM' as const }
  const run: Run = { launcher, children: [] }
  const before = read(file)
  if (before && isAlive(before.launcher)) throw alreadyRunning(before, dataDir)
  await lockFolder(dataDir)
  const draft = `${file}.${process.pid}`
  const write = () => writeFileSync(draft, JSON.stringify(run, null, 2), { mode: 0o600 })
  write()
  try {
    await claim(file, draft, dataDir)
  } finally {
    rmSync(draft, { force: true })
  }
  function remember({ name, pid, stopSignal }: Child) {
    run.children.push({ name, pid, started: startedAt(pid), stopSignal })
    write()
    renameSync(draft, file)
  }
  return { remember, leave: () => rmSync(file, { force: true }) }
}

async function claim(file: string, draft: string, dataDir: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return linkSync(draft, file) // a link fails when the name is taken, so two launchers cannot both get it
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const old = read(file)
    if (old && isAlive(old.launcher)) throw alreadyRunning(old, dataDir)
    for (const entry of old?.children.reverse() ?? []) await stopLeftover(entry)
    rmSync(file, { force: true })
  }
  throw refusal(`Another start is at work on ${dataDir}.`)
}

function read(file: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const isAlive = ({ pid, started }: Entry) => started !== undefined && startedAt(pid) === started

const alreadyRunning = ({ launcher }: Run, dataDir: string) =>
  refusal(
    `Lintel is already running on ${dataDir} (process ${launcher.pid}).\n` +
      `Stop it with Ctrl-C in its terminal or with "kill ${launcher.pid}"; a second one needs its own DATA_DIR and ports.`,
  )

async function stopLeftover(entry: Entry): Promise<void> {
  if (!isAlive(entry)) return
  say(`  Stopping ${entry.name} (process ${entry.pid}), left by a run that was killed`)
  process.kill(entry.pid, entry.stopSignal)
  for (let waited = 0; isAlive(entry) && waited < 30_000; waited += 50) await sleep(50)
  if (isAlive(entry)) process.kill(entry.pid, 'SIGKILL')
  for (let waited = 0; isAlive(entry) && waited < 5_000; waited += 50) await sleep(50)
}
