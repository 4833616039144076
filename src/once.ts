// One of a thing per process: Next reloads modules in development and bundles them apart from the server's own.
const kept = globalThis as unknown as Record<symbol, unknown>

export function once<T>(name: string, make: () => T): T {
  const key = Symbol.for(`lintel.${name}`)
  kept[key] ??= make()
  return kept[key] as T
}

/** Whether it was ever made. */
export const isMade = (name: string): boolean => Symbol.for(`lintel.${name}`) in kept
