// A review read for all who want it at the same moment: ten thousand who hear of an end make one look-up, not as many.
import type { Actor } from '#accounts/actor.ts'
import { type Reading, readReview } from './read.ts'

type Under = { now: Promise<Reading>; next: Promise<Reading> | null }
const reading = new Map<string, Under>()

/** What is answered was read after it was asked for: whoever comes while a reading is under way shares the next one. */
export function readTogether(actor: Pick<Actor, 'workspaceId'>, id: string): Promise<Reading> {
  const key = `${actor.workspaceId}:${id}`
  const under = reading.get(key)
  if (!under) return begin(key, actor, id)
  const anew = () => begin(key, actor, id)
  under.next ??= under.now.then(anew, anew)
  return under.next
}

function begin(key: string, actor: Pick<Actor, 'workspaceId'>, id: string): Promise<Reading> {
  const under: Under = { now: readReview(actor, id), next: null }
  reading.set(key, under)
  const done = () => {
    if (!under.next) reading.delete(key)
  }
  under.now.then(done, done)
  return under.now
}
