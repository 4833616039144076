// Where the cursor stands, for whoever shows it: it moves with every key, and nothing else is drawn anew for that.

export type Cursor = { line: number; column: number }
export type CursorStore = ReturnType<typeof createCursor>

export function createCursor() {
  const listeners = new Set<() => void>()
  let now: Cursor = { line: 1, column: 1 }
  return {
    now: () => now,
    move(to: Cursor) {
      now = to
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
