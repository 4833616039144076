// A review as everybody sees it who follows it.
import type { Actor } from '#accounts/actor.ts'
import { type Reading, readReview } from './read.ts'
import { shared } from './together.ts'

/** Throws `not-found`, as `readReview` does. */
export const readTogether = ({ workspaceId }: Pick<Actor, 'workspaceId'>, id: string): Promise<Reading> =>
  readOnce(`${workspaceId} ${id}`)

const readOnce = shared((key) => {
  const [workspaceId, id] = key.split(' ') as [string, string]
  return readReview({ workspaceId }, id)
})
