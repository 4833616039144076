// One of a thing per process: Next reloads modules in development and bundles them apart from the server's own.
const kept = globalThis as unknown as Record<symbol, unknown>

export function once<T>(name: string, make: () => T): T {
  return (known.get(name) ?? seek(name, make)) as T
}

function seek<T>(name: string, make: () => T): T {
  const key = Symbol.for(`lintel.${name}`)
  kept[key] ??= make()
  known.set(name, kept[key])
  return kept[key] as T
}

/** What this copy of the file has seen: looking among all symbols takes longer than most of what is done with the thing. */
const known = new Map<string, unknown>()

/** Whether it was ever made. */
export const isMade = (name: string): boolean => Symbol.for(`lintel.${name}`) in kept
