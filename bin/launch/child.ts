// One process of ours: started in its own group, its output kept in a file, stopped politely and then not.
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export type Variables = Record<string, string | undefined>
export type ChildSpec = {
  name: string
  command: string
  args: string[]
  env: Variables
  /** A file that is appended to, or our own output. */
  output: { file: string } | 'inherit'
  cwd?: string
  user?: { uid: number; gid: number }
  /** How it is asked to stop, and for how long it may take before it is killed. */
  stopSignal?: NodeJS.Signals
  patienceMs?: number
  /** Lets the child notice that we are gone. */
  ipc?: boolean
}
export type Child = {
  name: string
  pid: number
  stopSignal: NodeJS.Signals
  /** Settles when it has ended, with its code or the signal that ended it. */
  ended: Promise<number | string>
  hasEnded: () => boolean
  stop: () => Promise<void>
  kill: () => void
  /** The last lines of its output; empty when it shares ours. */
  tail: () => string
}
export type StartChild = (spec: ChildSpec) => Child

export const startChild: StartChild = (spec) => {
  const { name, command, args, env, output, cwd, user, stopSignal = 'SIGTERM', patienceMs = 30_000, ipc } = spec
  const sink = output === 'inherit' ? 'inherit' : openSync(output.file, 'a', 0o600)
  const stdio: StdioOptions = ['ignore', sink, sink, ...(ipc ? ['ipc' as const] : [])]
  const options = { env: env as NodeJS.ProcessEnv, stdio, detached: true, ...(cwd && { cwd }), ...user }
  const child: ChildProcess = spawn(command, args, options)
  if (typeof sink === 'number') closeSync(sink)
  const ended = endOf(child)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  const kill = () => signalTo(-(child.pid ?? 0), stopSignal === 'SIGTERM' ? 'SIGKILL' : 'SIGQUIT')
  async function stop() {
    if (hasEnded()) return
    signalTo(child.pid ?? 0, stopSignal)
    const patience = new AbortController()
    const late = sleep(patienceMs, 'late', { signal: patience.signal }).catch(() => 'in time')
    if ((await Promise.race([ended, late])) === 'late') kill()
    patience.abort()
    await ended
  }
  const tail = () => (output === 'inherit' ? '' : lastLines(output.file))
  return { name, pid: child.pid ?? 0, stopSignal, ended, hasEnded, stop, kill, tail }
}

const endOf = (child: ChildProcess) =>
  new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })

function signalTo(pid: number, signal: NodeJS.Signals): void {
  if (pid === 0) return
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in the meantime.
  }
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').slice(-16_000).trimEnd().split('\n').slice(-30)
  return lines.map((line) => `  | ${line.slice(0, 400)}`).join('\n')
}
