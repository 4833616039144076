// One process of the storm: started, asked, signalled, and read in its own log.
import { type StdioOptions, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Variables } from '../../bin/launch/child.ts'
import { inRoot } from '../../bin/launch/root.ts'

export type Member = {
  name: string
  pid: number
  hasEnded: () => boolean
  /** It has said that it may be asked. */
  isReady: () => boolean
  ended: Promise<void>
  /** Null: by itself, or not yet. */
  endedBy: () => NodeJS.Signals | null
  signal: (signal: NodeJS.Signals) => void
  /** Rejects when no answer came in time, or the process ended first. */
  ask: <Answer>(question: object, patienceMs?: number) => Promise<Answer>
  log: () => string
}

type Spec = { name: string; entry: string; about?: object; env: Variables; folder: string }

/** `about` is what the entry is told, as its one argument. `hand-in.ts` is loaded before it. */
export function startMember({ name, entry, about = {}, env, folder }: Spec): Member {
  const file = path.join(folder, `${name}.log`)
  const sink = openSync(file, 'a', 0o600)
  const args = ['--import', inRoot('bench/storm/hand-in.ts'), inRoot(entry), JSON.stringify(about)]
  const stdio: StdioOptions = ['ignore', sink, sink, 'ipc']
  const child = spawn(process.execPath, args, { env: env as NodeJS.ProcessEnv, cwd: inRoot(), stdio })
  closeSync(sink)
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let asked = 0
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.on('error', () => {}) // a message to one that has just ended; `ended` says it
  let ready = false
  child.on('message', (said: { ready: true } | { n: number; answer: never }) => {
    if ('ready' in said) ready = true
    else waiting.get(said.n)?.resolve(said.answer)
  })
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended`))
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    name,
    pid: child.pid ?? 0,
    hasEnded,
    isReady: () => ready,
    ended,
    endedBy: () => child.signalCode,
    signal: (signal) => void (hasEnded() || child.kill(signal)),
    async ask(question, patienceMs = 5000) {
      const n = asked++
      const { promise, resolve, reject } = Promise.withResolvers<never>()
      if (hasEnded() || !child.connected) throw new Error(`${name} has ended`)
      waiting.set(n, { resolve, reject })
      const timer = setTimeout(() => reject(new Error(`${name} did not answer`)), patienceMs)
      child.send({ n, ...question }, (error) => error && reject(error))
      return promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(n)
      })
    },
    log: () => readFileSync(file, 'utf8'),
  }
}

/** How often an event stands in the logs. */
export const countEvents = (members: Member[], event: string): number =>
  members.reduce((sum, member) => sum + member.log().split(`"event":"${event}"`).length - 1, 0)
