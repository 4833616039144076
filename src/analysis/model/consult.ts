// One question as a step of the review: what was answered is kept, so that no retry and no later review pays for it again.
import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { StepOutcome, Tools } from '../analyse.ts'
import type { Ask, Order } from './asker.ts'
import type { Model } from './connect.ts'
import type { AnswerMemory } from './meter.ts'
import { costOf, priceOf } from './prices.ts'
import { PROMPT_VERSION, type Told } from './prompt.ts'

/** What a step keeps of an answer. `key` and `first` (line): how the anchors in it were made. */
export type Said = { text: string; brokenOff: boolean; key: string; first: number }

export type Means = {
  model: Model
  ask: Ask
  memory: AnswerMemory
  remember: Tools['remember']
}

export type Consultation = {
  step: string
  purpose: string
  schema: z.ZodType
  /** Everything the answer depends on, and nothing that differs from call to call. */
  material: unknown
  /** The line that the first one shown has in its file. */
  first: number
  question(anchorKey: string, delimiter: string): Told
  /** Only what can be read is worth remembering for other reviews. */
  isReadable(text: string): Promise<boolean>
}

/** Rejects only when the review is interrupted. */
export async function consult(consultation: Consultation, means: Means): Promise<StepOutcome & { said?: unknown }> {
  return means.remember(consultation.step, async () => {
    const key = keyOf(consultation, means.model)
    const known = parsed(await means.memory.recall(key))
    if (known) return { ...nothing, said: known, usage: { ...free, saved: 1 } }
    return askNow(consultation, means, key)
  })
}

export const saidIn = ({ said }: StepOutcome): Said | null =>
  said instanceof Object && 'text' in said && 'key' in said ? (said as Said) : null

async function askNow(consultation: Consultation, { model, ask, memory }: Means, key: string): Promise<StepOutcome> {
  const { purpose, schema, first, question, isReadable } = consultation
  const anchorKey = randomBytes(16).toString('hex')
  const told = question(anchorKey, randomBytes(8).toString('hex'))
  const order: Order = { ...told, schema, purpose, promptVersion: PROMPT_VERSION }
  const reply = await ask(order)
  if ('failure' in reply) return { ...nothing, failure: reply.failure, usage: { ...free, calls: 1 } }
  const said: Said = { text: reply.text, brokenOff: reply.brokenOff, key: anchorKey, first }
  // What another model answered in its place is no answer of this one.
  if (reply.model === model.name && !said.brokenOff && (await isReadable(said.text)))
    await memory.keep(key, JSON.stringify(said))
  const costUsd = costOf(reply.usage, priceOf({ provider: model.provider, name: reply.model }))
  return { ...nothing, said, usage: { ...reply.usage, costUsd, calls: 1, saved: 0 } }
}

const nothing: StepOutcome = { findings: [], gaps: [], failure: null }
export const free = { inputTokens: 0, outputTokens: 0, costUsd: 0, calls: 0, saved: 0 }

const keyOf = ({ material }: Consultation, { server, name, api }: Model) =>
  createHash('sha256')
    .update(JSON.stringify([PROMPT_VERSION, server, name, api, material]))
    .digest('base64url')

function parsed(text: string | null): Said | null {
  try {
    const { text: answer, brokenOff, key, first } = JSON.parse(text ?? 'null') as Said
    const isWhole = [answer, key].every((part) => typeof part === 'string') && Number.isSafeInteger(first)
    return isWhole ? { text: answer, brokenOff, key, first } : null
  } catch {
    return null
  }
}
