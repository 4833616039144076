// Holds the processes of one run: whoever dies unasked ends the run, and they are stopped latest first, level by level.
import { type Child, type ChildSpec, startChild } from './child.ts'
import { refusal } from './refusal.ts'

export type Supervisor = {
  /** Starts a process that must live until it is stopped; those of one level are stopped together. */
  start: (level: string, spec: ChildSpec) => Child
  /** Starts a process that ends by itself, such as a build. */
  run: (spec: ChildSpec) => Child
  /** Rejects when a process ends unasked. */
  watch: Promise<never>
  stop: () => Promise<void>
  kill: () => void
}

export function supervise(remember: (child: Child) => void = () => {}): Supervisor {
  const levels = new Map<string, Child[]>()
  const watch = Promise.withResolvers<never>()
  watch.promise.catch(() => {}) // a death between two looks at it must not end the launcher by itself
  let stopping = false
  function add(level: string, spec: ChildSpec): Child {
    if (stopping) throw refusal('Stopping.')
    const child = startChild(spec)
    if (child.pid !== 0) remember(child)
    levels.set(level, [...(levels.get(level) ?? []), child])
    return child
  }
  function start(level: string, spec: ChildSpec): Child {
    const child = add(level, spec)
    child.ended.then((how) => {
      if (!stopping) watch.reject(refusal(`${child.name} ended unexpectedly (${how}).\n${child.tail()}`))
    })
    return child
  }
  async function stop() {
    stopping = true
    for (const level of [...levels.values()].reverse()) await Promise.all(level.map((child) => child.stop()))
  }
  function kill() {
    for (const child of [...levels.values()].flat()) if (!child.hasEnded()) child.kill()
  }
  return { start, run: (spec) => add(spec.name, spec), watch: watch.promise, stop, kill }
}
