// Passwords: what is acceptable, and hashing in a few threads so that a crowd at the door does not stop the house.

import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Piscina } from 'piscina'
import { Problem } from '#contract/problem.ts'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { isCommonPassword, isRepeated } from './common-password.ts'
import type { HashTask } from './hash-thread.ts'

const MAX_WAITING = 50

/** A real hash of today's cost that no password fits: an unknown account takes as long as a wrong password. */
export const NO_PASSWORD = '$2b$12$7Se0BnvYrg6VY9oQyraPMetv4a2ZhU4hEv4CXOQUTW8U0K5vZOiEu'

/** Throws `unavailable` when too many wait already. */
export const hashPassword = (password: string) => inThread({ password, hash: null }) as Promise<string>
export const passwordFits = (password: string, hash: string) => inThread({ password, hash }) as Promise<boolean>

/** Throws `invalid`, naming the field, for a password that is too short, or the first that others would try. */
export function checkPassword(password: string, email: string, path = 'password'): void {
  const refuse = (message: string) => {
    throw new Problem('invalid', message, { errors: [{ path, message }] })
  }
  const least = env().PASSWORD_MIN_LENGTH
  if ([...password].length < least)
    refuse(`A password needs at least ${least} characters. A sentence is easy to remember.`)
  const lower = password.toLowerCase()
  if (lower === email || lower === email.split('@')[0]) refuse('A password may not be the e-mail address.')
  if (isRepeated(password)) refuse('This password repeats one short piece again and again.')
  if (isCommonPassword(password)) refuse('This password is among the first that others would try.')
}

async function inThread(task: HashTask): Promise<string | boolean> {
  try {
    return await pool().run(task)
  } catch (error) {
    if (!/queue/i.test(String(error))) throw error
    throw new Problem('unavailable', 'Too many people are signing in right now. Try again in a moment.', {
      retryAfterSeconds: 2,
    })
  }
}

// Found from the project's folder, not from this module: Next moves modules about when it bundles them.
const pool = () =>
  once(
    'passwords',
    () =>
      new Piscina({
        filename: path.join(/* turbopackIgnore: true */ process.cwd(), 'src/accounts/hash-thread.ts'),
        minThreads: 1,
        maxThreads: Math.max(1, availableParallelism() - 1),
        maxQueue: MAX_WAITING,
        idleTimeout: 60_000,
        execArgv: [],
      }),
  )
