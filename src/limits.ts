// How often somebody may do something: one token bucket per limit and key, kept in Redis, in memory while Redis is gone.
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { LimitState } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import { type Env, env } from './env.ts'
import { once } from './once.ts'
import { redis } from './redis.ts'

/** Which setting holds the rate, and what the sentence in the refusal calls it. */
export const limits = {
  login: { setting: 'RATE_LIMIT_LOGIN', says: 'Too many attempts to sign in from this address' },
  'login-account': { setting: 'RATE_LIMIT_LOGIN_ACCOUNT', says: 'Too many attempts to sign in to this account' },
  register: { setting: 'RATE_LIMIT_REGISTER', says: 'Too many registrations from this address' },
  refresh: { setting: 'RATE_LIMIT_REFRESH', says: 'Too many refreshes from this address' },
  reviews: { setting: 'RATE_LIMIT_REVIEWS', says: 'Too many reviews' },
  reads: { setting: 'RATE_LIMIT_READS', says: 'Too many requests' },
  writes: { setting: 'RATE_LIMIT_WRITES', says: 'Too many changes' },
  transfers: { setting: 'RATE_LIMIT_TRANSFERS', says: 'Too many imports and exports' },
  asks: { setting: 'RATE_LIMIT_ASKS', says: 'Too many questions to the model' },
} as const satisfies Record<string, { setting: keyof Env; says: string }>
export type LimitName = keyof typeof limits
/** `strict`: never more than `points` within any `seconds`; else that many at once and as many again over the time. */
export type Policy = { points: number; seconds: number; strict: boolean }

/** Every limit as it is set, such as `login: 5 in 60 s`: for the log of a start. */
export const limitsInWords = (): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(limits) as LimitName[]).map((name) => {
      const { points, seconds, strict } = policyOf(name)
      return [name, `${points} in ${seconds} s${strict ? ', strict' : ''}`]
    }),
  )

export const policyOf = (name: LimitName): Policy => env()[limits[name].setting]

/** Takes `cost` tokens (whole, 0 only looks). Throws `too-many-requests` with the seconds until it may work. */
export async function takeFromLimit(name: LimitName, key: string, cost = 1): Promise<LimitState> {
  const { points } = policyOf(name)
  try {
    return stateOf(points, await limiter(name).consume(key, cost))
  } catch (refused) {
    if (!isRefusal(refused)) throw refused
    if (cost === 0) return stateOf(points, refused) // the one in memory refuses even to look when nothing is left
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw new Problem('too-many-requests', `${limits[name].says}. Try again in ${inWords(retryAfterSeconds)}.`, {
      retryAfterSeconds,
      limit: name,
    })
  }
}

/** By its shape: front door and pages share one limiter, but each has its own copy of the library, and of its classes. */
const isRefusal = (thrown: unknown): thrown is RateLimiterRes =>
  !(thrown instanceof Error) && (thrown as RateLimiterRes | null)?.msBeforeNext !== undefined

/** For what was paid and then not had. */
export async function giveBackToLimit(name: LimitName, key: string, cost = 1): Promise<void> {
  await limiter(name).reward(key, cost)
}

const stateOf = (limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): LimitState => ({
  limit,
  remaining: remainingPoints,
  resetSeconds: Math.ceil(msBeforeNext / 1000),
})

const inWords = (seconds: number) => (seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`)

const STRICT = 'limit:strict:'

// The library's own script counts in fixed windows: 19 of 10 pass at a boundary. This one is handed to it instead; it is one
// script for both kinds, since the library defines one command per connection.
// ARGV: cost, seconds, capacity, seconds of the policy. Answers {used, ms until full}, or {capacity + 1, ms to wait}.
const script = `
local cost, capacity, window = tonumber(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[4]) * 1000
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if string.find(KEYS[1], '${STRICT}', 1, true) == 1 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
  local used = redis.call('ZCARD', KEYS[1])
  local oldest = tonumber(redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]) or now
  if used + cost > capacity then return { capacity + 1, math.max(1, oldest + window - now) } end
  if cost < 0 then redis.call('ZPOPMAX', KEYS[1], -cost) end
  for i = 1, cost do redis.call('ZADD', KEYS[1], now, time[1] .. time[2] .. ':' .. used + i) end
  if cost ~= 0 then redis.call('PEXPIRE', KEYS[1], window + 1000) end
  used = math.max(0, used + cost)
  return { used, used > 0 and window or 0 }
end

local per = window / capacity
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(kept[1]) or capacity, tonumber(kept[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) / per)
if tokens < cost then return { capacity + 1, math.ceil((cost - tokens) * per) } end
tokens = math.min(capacity, tokens - cost)
if cost ~= 0 then
  redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
  redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) * per) + 1000)
end
return { capacity - math.floor(tokens), math.ceil((capacity - tokens) * per) }`

const limiter = (name: LimitName) =>
  once(`limiter.${name}`, () => {
    const { points, seconds: duration, strict } = policyOf(name)
    return new RateLimiterRedis({
      storeClient: redis(),
      keyPrefix: `${strict ? STRICT : 'limit:'}${name}`,
      points,
      duration,
      customIncrTtlLuaScript: script,
      rejectIfRedisNotReady: true,
      insuranceLimiter: strict ? slidingWindow(points, duration) : new RateLimiterMemory({ points, duration }),
    })
  })

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The library's memory counts in fixed windows: twice as many pass at an edge. This one remembers when each was taken. */
function slidingWindow(points: number, seconds: number): RateLimiterMemory {
  const window = seconds * 1000
  const taken = new Map<string, number[]>()
  const recent = (key: string) => {
    const times = (taken.get(key) ?? []).filter((at) => at > performance.now() - window)
    if (times.length > 0) taken.set(key, times)
    else taken.delete(key)
    return times
  }
  const state = (used: number) => new RateLimiterRes(Math.max(0, points - used), used > 0 ? window : 0, used, false)
  const consume = async (key: string | number, cost = 1) => {
    const times = recent(`${key}`)
    const [oldest = 0] = times
    const wait = Math.max(1, Math.ceil(oldest + window - performance.now()))
    if (times.length + cost > points) throw new RateLimiterRes(0, wait, times.length, false)
    if (cost > 0) {
      taken.set(`${key}`, [...times, ...Array<number>(cost).fill(performance.now())])
      setTimeout(recent, Math.min(window + 1, LONGEST_TIMER_MS), `${key}`).unref() // a key nobody comes back to is forgotten
    }
    return state(times.length + cost)
  }
  const reward = async (key: string | number, cost = 1) => {
    const times = recent(`${key}`).slice(0, -cost)
    taken.set(`${key}`, times)
    return state(times.length)
  }
  return Object.assign(new RateLimiterMemory({ points, duration: seconds }), { consume, reward })
}
