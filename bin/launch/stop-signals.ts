// Ctrl-C, SIGTERM and SIGHUP: the first stops in order, the third leaves at once.
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Settles at the first signal. `leave` is called at the third. */
export function stopSignal(leave: () => void): Promise<NodeJS.Signals> {
  let count = 0
  let last = Number.NEGATIVE_INFINITY
  return new Promise((resolve) => {
    const heard = (signal: NodeJS.Signals) => {
      // One Ctrl-C may reach us twice: from the terminal, and passed on by npm.
      if (performance.now() - last < 300) return
      last = performance.now()
      count += 1
      resolve(signal)
      if (count === 3) leave()
    }
    for (const signal of signals) process.on(signal, heard)
  })
}
