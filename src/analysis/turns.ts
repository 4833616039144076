// First come, first served: at most `limit` hold a turn at once.
export function turns(limit: number): () => Promise<() => void> {
  const waiting: (() => void)[] = []
  let free = limit
  const release = () => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  return async () => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    return release
  }
}
