// News about reviews, for whoever listens right now. Nobody listening is fine: Postgres remembers.
import { EventEmitter, on } from 'node:events'
import type { News } from '#contract/live.ts'
import { log } from './log.ts'
import { once } from './once.ts'
import { openSubscriberRedis, redis } from './redis.ts'

const PREFIX = 'news:'

/** May fail without failing the caller's work. */
export async function announce(...news: News[]): Promise<void> {
  const pipeline = redis().pipeline()
  for (const item of news) pipeline.publish(PREFIX + item.reviewId, JSON.stringify(item))
  await pipeline
    .exec()
    .catch((error) => log.warn({ reviewId: news[0]?.reviewId, error: error.message }, 'announce.failed'))
}

/** Resolves once subscribed: everything announced after that waits until it is read. Ends quietly when aborted. */
export async function listen(reviewId: string, signal: AbortSignal): Promise<AsyncIterableIterator<[News]>> {
  const { heard, subscribed } = ear()
  const news = on(heard, PREFIX + reviewId, { signal }) as AsyncIterableIterator<[News]>
  await subscribed
  return news
}

/** One subscription serves every listener of this process. A Redis that is gone is waited for half a second. */
const ear = () =>
  once('ear', () => {
    const heard = new EventEmitter().setMaxListeners(0)
    const connection = openSubscriberRedis()
    connection.on('pmessage', (_, channel, text) => {
      const news = parse(channel, text)
      if (news) heard.emit(channel, news)
    })
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 500).unref())
    return { heard, subscribed: Promise.race([connection.psubscribe(`${PREFIX}*`), patience]) }
  })

/** What others write there must not take this process down. */
function parse(channel: string, text: string): News | null {
  try {
    return JSON.parse(text)
  } catch {
    log.warn({ channel: channel.slice(0, 100) }, 'news.garbage')
    return null
  }
}
