// What models cost, as their makers have published it: US dollars for a million tokens in and out.
import { env } from '#env.ts'
import type { Tokens } from './ask.ts'
import type { Model } from './connect.ts'

export type Price = { input: number; output: number }

// The longest name that a model's begins with counts. Prices change: MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT win.
const published: Record<string, Price> = {
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  o3: { input: 2, output: 8 },
  'o4-mini': { input: 1.1, output: 4.4 },
}

/** Null when nobody has said what it costs. */
export function priceOf({ provider, name }: Pick<Model, 'provider' | 'name'>): Price | null {
  const { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output } = env()
  return priceBy(input !== undefined && output !== undefined ? { input, output } : null, provider, name)
}

/** Where the server is not its maker's, a name tells nothing about the price. */
export function priceBy(said: Price | null, provider: string, name: string): Price | null {
  if (said || provider !== 'openai') return said
  const known = Object.keys(published).filter((prefix) =>
    new RegExp(`^${prefix.replaceAll('.', '\\.')}(-\\d|$)`).test(name),
  )
  return published[known.sort((a, b) => b.length - a.length)[0] ?? ''] ?? null
}

const MILLION = 1_000_000

export const costOf = ({ inputTokens, outputTokens }: Tokens, price: Price | null): number =>
  price ? (inputTokens * price.input + outputTokens * price.output) / MILLION : 0

/** At least as many tokens as a text can well have: what is held back for a call must not be too little. */
export const mostTokens = (text: string): number => Math.ceil(text.length / 2) + 50

/** About as many as it has: for an estimate. */
export const likelyTokens = (text: string): number => Math.ceil(text.length / 3.2)
