// Holds the processes of one run: whoever dies unasked ends the run, unless it is one that may be started anew; they are
// stopped latest first, level by level.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Child, type ChildSpec, startChild } from './child.ts'
import { say } from './progress.ts'
import { refusal } from './refusal.ts'

export type Supervisor = {
  /**
   * Starts a process that must live until it is stopped; those of one level are stopped together.
   * @param anew asked when it ended by itself: whether it is to be started once more instead.
   */
  start: (level: string, spec: ChildSpec, anew?: () => boolean) => Child
  /** Starts a process that ends by itself, such as a build. */
  run: (spec: ChildSpec) => Child
  /** Rejects when a process ends unasked. */
  watch: Promise<never>
  stop: () => Promise<void>
  kill: () => void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** Who lived this long did not end of what ended the one before. */
const STEADY_MS = 60_000

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
  function start(level: string, spec: ChildSpec, anew = () => false, pauseMs = FIRST_PAUSE_MS): Child {
    const child = add(level, spec)
    const startedAt = performance.now()
    child.ended.then(async (how) => {
      if (stopping) return
      if (!anew()) return watch.reject(refusal(`${child.name} ended unexpectedly (${how}).\n${child.tail()}`))
      const steady = performance.now() - startedAt > STEADY_MS
      const pause = steady ? FIRST_PAUSE_MS : pauseMs
      say(`The ${child.name} ended (${how}); it is started again.`)
      await sleep(pause)
      if (stopping) return
      levels.set(level, levels.get(level)?.filter((other) => other !== child) ?? [])
      start(level, spec, anew, Math.min(LONGEST_PAUSE_MS, 2 * pause))
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
  return {
    start: (level, spec, anew) => start(level, spec, anew),
    run: (spec) => add(spec.name, spec),
    watch: watch.promise,
    stop,
    kill,
  }
}
