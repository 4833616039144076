// Something done again and again until it is told to stop, with a little chance in the time, so that processes do not march
// in step.
import { setTimeout as pause } from 'node:timers/promises'
import { log } from './log.ts'

/** What goes wrong is logged, and tried again the next time. The first turn comes after one pause. */
export async function every(
  ms: number,
  what: string,
  work: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await pause(ms * (0.75 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => {})
    if (!signal.aborted) await work().catch((error) => log.warn({ error: String(error) }, `${what}.failed`))
  }
}
