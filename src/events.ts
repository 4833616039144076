// News about reviews, for whoever listens right now. Nobody listening is fine: Postgres remembers.
import { EventEmitter } from 'node:events'
import type { News } from '#contract/live.ts'
import { log } from './log.ts'
import { once } from './once.ts'
import { quickly, rabbit, usesRabbit } from './rabbitmq.ts'
import { openSubscriberRedis, redis, redisNodes } from './redis.ts'

const PREFIX = 'news:'
// With RabbitMQ the end of a review is told there, to every process that listens; the rest stays with Redis.
const ENDED = { exchange: 'code.review.response', type: 'fanout', durable: true }

/** May fail without failing the caller's work. */
export async function announce(...news: News[]): Promise<void> {
  const ofRabbit = usesRabbit() ? news.filter(({ type }) => type === 'ended') : []
  const ofRedis = news.filter((item) => !ofRabbit.includes(item))
  const failed = (error: Error) => log.warn({ reviewId: news[0]?.reviewId, error: error.message }, 'announce.failed')
  await Promise.all([
    ofRedis.length > 0 && publish(ofRedis).catch(failed),
    ofRabbit.length > 0 && publishEnded(ofRabbit).catch(failed),
  ])
}

/** All by one node: from two of a cluster they could arrive in another order. */
async function publish(news: News[]): Promise<void> {
  const pipeline = (redisNodes()[0] ?? redis()).pipeline()
  for (const item of news) pipeline.publish(PREFIX + item.reviewId, JSON.stringify(item))
  await pipeline.exec()
}

async function publishEnded(news: News[]): Promise<void> {
  const teller = once('rabbitmq-teller', () => rabbit().createPublisher({ confirm: true, exchanges: [ENDED] }))
  const { exchange } = ENDED
  await quickly(() => Promise.all(news.map((item) => teller.send({ exchange }, JSON.stringify(item)))))
}

/** Resolves once subscribed: everything announced after that waits until it is read. Rejects when aborted. */
export async function listen(reviewId: string, signal: AbortSignal): Promise<AsyncIterableIterator<[News]>> {
  const news = inbox(reviewId, signal)
  await ear().subscribed
  return news
}

/** What was heard and not yet read. Node's own (`events.on`) makes room for thousands at once: 32 KB for each listener. */
function inbox(reviewId: string, signal: AbortSignal): AsyncIterableIterator<[News]> {
  const unread: News[] = []
  let reader: PromiseWithResolvers<IteratorResult<[News]>> | null = null
  let over = signal.aborted
  const stop = onNews(reviewId, (news) => {
    if (reader) reader.resolve({ done: false, value: [news] })
    else unread.push(news)
    reader = null
  })
  const close = () => {
    over = true
    stop()
    signal.removeEventListener('abort', close)
    if (signal.aborted) reader?.reject(signal.reason)
    else reader?.resolve({ done: true, value: undefined })
    reader = null
  }
  signal.addEventListener('abort', close)
  if (over) close()
  return {
    async next() {
      const news = unread.shift()
      if (news) return { done: false, value: [news] }
      if (signal.aborted) throw signal.reason
      if (over) return { done: true, value: undefined }
      reader = Promise.withResolvers()
      return reader.promise
    },
    async return() {
      close()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Calls with whatever is heard of the review from now on. Returns how to stop. */
export function onNews(reviewId: string, tell: (news: News) => void): () => void {
  const { heard } = ear()
  heard.on(PREFIX + reviewId, tell)
  return () => heard.off(PREFIX + reviewId, tell)
}

/** One subscription serves every listener of this process. A store that is gone is waited for half a second. */
const ear = () =>
  once('ear', () => {
    const heard = new EventEmitter().setMaxListeners(0)
    const hear = (text: string) => {
      const news = parse(text)
      if (news) heard.emit(PREFIX + news.reviewId, news)
    }
    const deaf = (error: Error) => log.warn({ error: error.message }, 'news.deaf')
    const subscriptions = [subscribe(hear).catch(deaf), usesRabbit() && subscribeEnded(hear)]
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 500).unref())
    return { heard, subscribed: Promise.race([Promise.all(subscriptions), patience]) }
  })

async function subscribe(hear: (text: string) => void): Promise<void> {
  const connection = openSubscriberRedis()
  connection.on('pmessage', (_pattern, _channel, text) => hear(text))
  await connection.psubscribe(`${PREFIX}*`)
}

/** A queue of this process alone, gone when it goes: what is told while nobody listens is kept for nobody. */
function subscribeEnded(hear: (text: string) => void): Promise<void> {
  const own = { queueOptions: { exclusive: true, autoDelete: true }, queueBindings: [{ exchange: ENDED.exchange }] }
  const consumer = rabbit().createConsumer({ ...own, exchanges: [ENDED], noAck: true }, ({ body }) =>
    hear(String(body)),
  )
  consumer.on('error', (error) => log.warn({ error: error.message }, 'rabbitmq.deaf'))
  return new Promise((resolve) => consumer.once('ready', resolve))
}

/** What others write there must not take this process down. */
function parse(text: string): News | null {
  try {
    return JSON.parse(text)
  } catch {
    log.warn({ garbage: text.slice(0, 100) }, 'news.garbage')
    return null
  }
}
