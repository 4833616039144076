// What stands between the pipeline and somebody's money and memory: a budget that is asked first, and answers kept before.
import type { Tokens } from './ask.ts'

/** One call that is about to be made. `most`: no call like this can cost more tokens. `sent`: exactly what goes out. */
export type Call = { purpose: string; model: string; promptVersion: string; most: Tokens; sent: string }

/** Told once what the call came to; null when it failed before the server can have counted anything. */
export type Settle = (tokens: Tokens | null) => Promise<void>

export type Meter = {
  /** Holds the money for the call, or says in a sentence why there is none. May reject: then nothing is asked. */
  reserve(call: Call): Promise<Settle | { refused: string }>
}

/** What the model answered to the very same question earlier, in the same workspace. */
export type AnswerMemory = {
  recall(key: string): Promise<string | null>
  keep(key: string, answer: string): Promise<void>
}

/** Where nobody counts. */
export const unmetered: Meter = { reserve: async () => async () => {} }
export const forgetful: AnswerMemory = { recall: async () => null, keep: async () => {} }
