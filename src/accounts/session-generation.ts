// Which of the remembered sessions count. While a process cannot reach Redis, sessions end that Redis still remembers as
// alive, and that process may be gone before it can say so. Hence every process, whenever it has a connection anew, starts
// another generation before it believes anything: all that was remembered under an earlier one is looked up again.
import { randomUUID } from 'node:crypto'
import { once } from '#once.ts'
import { onRedis, redis } from '#redis.ts'

export const GENERATION = 'session-generation'

type Trust = { begun: Promise<unknown> | null; token: symbol }

/** Resolves when a generation was begun on this connection: at once, but for the first time. Throws without Redis. */
export async function beginGeneration(): Promise<symbol> {
  const state = trust()
  state.begun ??= redis().set(GENERATION, randomUUID())
  const { begun, token } = state
  try {
    await begun
    return token
  } catch (error) {
    if (state.begun === begun) state.begun = null
    throw error
  }
}

/** Whether no connection was lost, and nothing doubted, since then. */
export const isStill = (token: symbol): boolean => trust().token === token

/** From now on nothing remembered counts, until another generation was begun. */
export function doubtRedis(): void {
  const state = trust()
  state.begun = null
  state.token = Symbol()
}

const trust = () =>
  once('session-generation', (): Trust => {
    onRedis('lost', doubtRedis)
    // At once, not when somebody asks here: other processes may have kept their connection. Doubted once more, as other nodes
    // of a cluster have been there all the time.
    onRedis('made', () => {
      doubtRedis()
      void beginGeneration().catch(() => {})
    })
    return { begun: null, token: Symbol() }
  })
