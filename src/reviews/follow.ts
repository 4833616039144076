// Watching a review happen: everything so far, then each piece of news until it has ended.
import type { Actor } from '#accounts/actor.ts'
import type { News, ServerMessage } from '#contract/live.ts'
import { Problem } from '#contract/problem.ts'
import { isTerminal } from '#contract/review.ts'
import { listen } from '#events.ts'
import { log } from '#log.ts'
import type { Reading } from './read.ts'
import { readTogether } from './read-together.ts'

/** A notice that was lost is made up for by looking again this often. */
const LOOK_AGAIN_MS = 8000

/**
 * A stranger is refused with `not-found` before anything is opened.
 * @param afterSeq the number of the last news the reader has; what came since is told as one snapshot.
 */
export async function followReview(
  actor: Actor,
  id: string,
  signal: AbortSignal,
  afterSeq?: number,
): Promise<AsyncGenerator<ServerMessage>> {
  await readTogether(actor, id)
  const news = await listen(id, signal)
  try {
    return tell(actor, await readTogether(actor, id), news, afterSeq) // read after subscribing: nothing falls in between
  } catch (error) {
    await news.return?.()
    throw error
  }
}

async function* tell(
  actor: Actor,
  first: Reading,
  news: AsyncIterableIterator<[News]>,
  afterSeq: number | undefined,
): AsyncGenerator<ServerMessage> {
  const { id } = first.review
  let told = first.seq
  try {
    if (first.seq !== afterSeq) yield snapshot(first)
    if (isTerminal(first.review.status)) return yield ended(first)

    for await (const item of withPauses(news)) {
      if (item && item.seq <= told) continue
      if (item && item.seq === told + 1 && isWhole(item)) {
        told = item.seq
        yield item
        continue
      }
      // The end, a number that is missing, or too long a silence: the row says what is true now.
      const now = await readTogether(actor, id).catch(whenGone)
      if (!now) continue
      if (now.seq > told || now.review.status === 'pending') yield snapshot(now) // its place in the queue has moved
      told = now.seq
      if (isTerminal(now.review.status)) return yield ended(now)
    }
  } finally {
    await news.return?.()
  }
}

/** What says all that its number stands for; those that come with the end share one. */
const isWhole = ({ type }: News) => type === 'progress' || type === 'finding'

/** A database that does not answer is asked again after the next pause. */
function whenGone(error: unknown): null {
  if (error instanceof Problem) throw error
  log.warn({ error: String(error) }, 'follow.unreadable')
  return null
}

/** The news, and null whenever nothing came for a while. */
async function* withPauses(news: AsyncIterableIterator<[News]>): AsyncGenerator<News | null> {
  const hear = () => {
    const heard = news.next()
    // Who turns away while nothing is awaited rejects it: told at the next wait, if there is one, and no accident till then.
    heard.catch(() => {})
    return heard
  }
  let next = hear()
  while (true) {
    let timer: NodeJS.Timeout | undefined
    const pause = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, LOOK_AGAIN_MS, null)
    })
    const result = await Promise.race([next, pause]).finally(() => clearTimeout(timer))
    if (result?.done) return
    if (result) next = hear()
    yield result ? result.value[0] : null
  }
}

/** One for all who were given the same reading. */
const snapshots = new WeakMap<Reading, ServerMessage>()

function snapshot(reading: Reading): ServerMessage {
  const { review, seq } = reading
  const message = snapshots.get(reading) ?? { type: 'snapshot', reviewId: review.id, seq, review }
  snapshots.set(reading, message)
  return message
}

const ended = ({ review, seq }: Reading): ServerMessage => ({
  type: 'ended',
  reviewId: review.id,
  seq,
  status: review.status,
})
