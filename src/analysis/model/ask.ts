// One question to the model and the text it answers with, streamed, in the strictest form that its server takes.
import { APICallError } from 'ai'
import { z } from 'zod'
import type { Model } from './connect.ts'
import { afterRefusal, type Form, formOf, rememberForm } from './forms.ts'

/** `schema` null: plain words are wanted. */
export type Question = { instructions: string; data: string; schema: z.ZodType | null }

export type Tokens = { inputTokens: number; outputTokens: number }

/** `brokenOff`: the model had more to say. */
export type Reply = { text: string; brokenOff: boolean; usage: Tokens }

type CallOptions = Parameters<Model['languageModel']['doStream']>[0]
type Finish = Extract<Part, { type: 'finish' }>
type Part =
  Awaited<ReturnType<Model['languageModel']['doStream']>>['stream'] extends ReadableStream<infer P> ? P : never

export type Asking = {
  signal: AbortSignal
  maxOutputTokens: number
  /** Told each piece of the answer as it comes. */
  tell?: (piece: string) => void
  /** This form and no other; else the strictest that the server takes. */
  form?: Form
}

/** Rejects with what the package throws, or with the signal's reason. */
export async function askModel(model: Model, question: Question, asking: Asking): Promise<Reply> {
  for (let form: Form = asking.form ?? (question.schema ? formOf(model) : 'text'); ; ) {
    try {
      return await call(model, question, form, asking)
    } catch (error) {
      const next = question.schema && !asking.form && afterRefusal(form, error)
      if (!next) throw error
      rememberForm(model, next)
      form = next
    }
  }
}

async function call(model: Model, question: Question, form: Form, { tell, ...limits }: Asking): Promise<Reply> {
  const options = optionsFor(question, form, limits)
  const { stream, response } = await model.languageModel.doStream(options)
  const type = response?.headers?.['content-type'] ?? ''
  if (!type.startsWith('text/event-stream')) {
    await stream.cancel()
    throw new APICallError({
      message: 'no stream',
      url: '',
      requestBodyValues: {},
      statusCode: 200,
      isRetryable: false,
    })
  }
  let text = ''
  let finish: Finish | null = null
  // A failure in the middle of a stream is a part of it like any other.
  for await (const part of stream as unknown as AsyncIterable<Part>) {
    if (part.type === 'error') throw part.error
    if (part.type === 'finish') finish = part
    if (part.type !== 'text-delta' || text.length > MOST_CHARACTERS) continue
    text += part.delta
    tell?.(part.delta)
  }
  const { usage, finishReason } = finish ?? {}
  const told = { inputTokens: usage?.inputTokens.total, outputTokens: usage?.outputTokens.total }
  return {
    text,
    brokenOff: finish === null || finishReason?.unified === 'length' || text.length > MOST_CHARACTERS,
    usage: {
      inputTokens: counted(told.inputTokens, question.instructions.length + question.data.length),
      outputTokens: counted(told.outputTokens, text.length),
    },
  }
}

const MOST_CHARACTERS = 400_000

/** A server that does not count is counted for: about four characters make a token. */
const counted = (tokens: number | undefined, characters: number) =>
  Number.isSafeInteger(tokens) && (tokens ?? 0) > 0 ? (tokens ?? 0) : Math.ceil(characters / 4)

type Limits = Pick<Asking, 'signal' | 'maxOutputTokens'>

function optionsFor({ instructions, data, schema }: Question, form: Form, limits: Limits): CallOptions {
  return {
    prompt: [
      { role: 'system', content: instructions },
      { role: 'user', content: [{ type: 'text', text: data }] },
    ],
    maxOutputTokens: limits.maxOutputTokens,
    abortSignal: limits.signal,
    providerOptions: { openai: { store: false } },
    ...(schema &&
      form === 'json_schema' && { responseFormat: { type: 'json', name: 'answer', schema: jsonSchema(schema) } }),
    ...(schema && form === 'json_object' && { responseFormat: { type: 'json' } }),
  } as CallOptions
}

const schemas = new WeakMap<z.ZodType, object>()

function jsonSchema(schema: z.ZodType): object {
  const made = schemas.get(schema) ?? z.toJSONSchema(schema, { target: 'draft-7' })
  schemas.set(schema, made)
  return made
}
