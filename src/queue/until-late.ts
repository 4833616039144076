// Waiting with a limit for what cannot be called off.

/** Answers `late` when the work has not ended by then; it goes on all the same, and its failure is nobody's any more. */
export async function untilLate<T>(work: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late')
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
