// How long a sweep must have lived before it may take leases for lost.
import { env } from '#env.ts'

type Clocks = {
  /** Milliseconds by a clock that may stand still while the machine sleeps. */
  awake: () => number
  /** Milliseconds by one that does not. */
  wall: () => number
}

/**
 * After an outage, and after this process or its whole machine slept, every lease looks old: whoever lives must first
 * have time to beat again. So a sweep waits for one whole lease in which no turn failed and none came late by two beats;
 * what slept for less has lost no lease.
 */
export function startPatience(
  everyMs: number,
  clocks: Clocks = { awake: () => performance.now(), wall: () => Date.now() },
) {
  const { awake, wall } = clocks
  const leaseMs = env().LEASE_SECONDS * 1000
  let since: number | null = null
  let turn = { awake: awake(), wall: wall() }

  return {
    /** Asked at the beginning of each turn. */
    isOver(): boolean {
      const pause = Math.max(awake() - turn.awake, wall() - turn.wall)
      if (pause > everyMs + (leaseMs * 2) / 3) since = null
      return since !== null && awake() - since >= leaseMs
    },
    /** Told at the end of each turn that went well. */
    lived(): void {
      since ??= awake()
      turn = { awake: awake(), wall: wall() }
    },
    /** Told at the end of each turn that did not. */
    startAgain(): void {
      since = null
      turn = { awake: awake(), wall: wall() }
    },
  }
}
