// One look for all who want the same at the same moment: ten thousand who hear of an end make two look-ups, not as many.
type Under<T> = { now: Promise<T>; next: Promise<T> | null }

/** What is answered was looked up after it was asked for: whoever comes while a look is under way shares the next one. */
export function shared<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const all = new Map<string, Under<T>>()
  const begin = (key: string): Promise<T> => {
    const under: Under<T> = { now: look(key), next: null }
    all.set(key, under)
    const done = () => {
      if (!under.next) all.delete(key)
    }
    under.now.then(done, done)
    return under.now
  }
  return (key) => {
    const under = all.get(key)
    if (!under) return begin(key)
    const anew = () => begin(key)
    under.next ??= under.now.then(anew, anew)
    return under.next
  }
}
