// Unsaved text kept in this browser until the server has it, so that a crash or a lost connection costs nothing.
import { z } from 'zod'

const Draft = z.object({ version: z.number(), content: z.string() })
export type Draft = z.infer<typeof Draft>
export type Drafts = ReturnType<typeof createDrafts>

/** Drafts belong to one person: a shared browser must not show them to the next. */
export function createDrafts(userId: string, storage: () => Storage) {
  const key = (fileId: string) => `lintel.draft.${userId}.${fileId}`
  return {
    keep: (fileId: string, draft: Draft) => attempt(() => storage().setItem(key(fileId), JSON.stringify(draft))),
    drop: (fileId: string) => attempt(() => storage().removeItem(key(fileId))),
    find(fileId: string): Draft | null {
      const text = attempt(() => storage().getItem(key(fileId)))
      return attempt(() => (text ? Draft.parse(JSON.parse(text)) : null)) ?? null
    },
  }
}

// Storage may be full or forbidden; then there are no drafts, and typing goes on.
function attempt<T>(task: () => T): T | undefined {
  try {
    return task()
  } catch {
    return undefined
  }
}
