// One of the two queues that are compared, with its worker running.
export type Side = {
  name: string
  /** So many jobs are ready to be sent, numbered from 0. */
  prepare: (count: number) => Promise<unknown>
  /** Sends one, and resolves when its end is written down. */
  perform: (n: number) => Promise<void>
  /** Sends one; milliseconds until its work began, as the worker saw it. */
  begin: (n: number) => Promise<number>
  close: () => Promise<void>
}

/** At once, on both sides. */
export const CONCURRENCY = 16

/** Wakes whoever waits for a thing with this name; one that came before anybody waited is remembered. */
export function bell() {
  const waiting = new Map<string, () => void>()
  const early = new Set<string>()
  return {
    async rung(name: string): Promise<void> {
      if (!early.delete(name)) await new Promise<void>((resolve) => waiting.set(name, resolve))
    },
    ring(name: string): void {
      const wake = waiting.get(name)
      if (!wake) early.add(name)
      waiting.delete(name)
      wake?.()
    },
  }
}
