// Whether a model can be asked, and how: a connection, each form of answer, a stream, and how much it can read at once.
import { z } from 'zod'
import { type answerForms, ModelCheck } from '#contract/model.ts'
import { askModel } from './ask.ts'
import type { Model } from './connect.ts'
import { explainFailure } from './explain-failure.ts'
import { rememberForm } from './forms.ts'
import { guardedFetch } from './guarded-fetch.ts'

const PROBE_MS = 60_000
const TOKENS = 400

const Probe = z.object({ answer: z.string() })
const question = {
  instructions: 'You are asked by a program whether you can be reached. Answer with JSON only: {"answer": "yes"}',
  data: 'Can you be reached?',
}

/** Asks up to three times; never rejects. What it learns about forms of answers holds for this process at once. */
export async function checkModel(model: Model, apiKey: string | undefined): Promise<ModelCheck> {
  const began = performance.now()
  const words = await probe(model, 'text')
  const found = words.problem
    ? { jsonSchema: false, jsonObject: false, streaming: false, contextTokens: null }
    : {
        jsonSchema: (await probe(model, 'json_schema')).isJson,
        jsonObject: (await probe(model, 'json_object')).isJson,
        // Every question is streamed, so one that was answered was a stream.
        streaming: true,
        contextTokens: await contextOf(model, apiKey),
      }
  if (!words.problem) rememberForm(model, found.jsonSchema ? 'json_schema' : found.jsonObject ? 'json_object' : 'text')
  return ModelCheck.parse({
    reachable: words.problem === null,
    problem: words.problem,
    ...found,
    milliseconds: Math.round(performance.now() - began),
    checkedAt: new Date().toISOString(),
  })
}

type Probed = { problem: string | null; isJson: boolean }

async function probe(model: Model, form: (typeof answerForms)[number]): Promise<Probed> {
  const asking = { signal: AbortSignal.timeout(PROBE_MS), maxOutputTokens: TOKENS, form }
  try {
    const { text } = await askModel(model, { ...question, schema: form === 'text' ? null : Probe }, asking)
    return { problem: null, isJson: isProbe(text) }
  } catch (error) {
    return { problem: explainFailure(error).reason, isJson: false }
  }
}

/** By itself, and not in a fence or amid words. */
function isProbe(text: string): boolean {
  try {
    return JSON.parse(text) instanceof Object
  } catch {
    return false
  }
}

/** What the server tells of the model, under the names that the common ones use; null where it tells nothing. */
async function contextOf({ server, name }: Model, apiKey: string | undefined): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(5000)
    const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : {}
    const response = await guardedFetch()(`${server.replace(/\/$/, '')}/models`, { headers, signal })
    const { data } = (await response.json()) as { data?: Record<string, unknown>[] }
    const told = data?.find(({ id }) => id === name) ?? {}
    const size = sizes.map((field) => Number(told[field])).find((tokens) => Number.isSafeInteger(tokens) && tokens > 0)
    return size ?? null
  } catch {
    return null
  }
}

// vLLM, OpenRouter, LM Studio, llama.cpp.
const sizes = ['max_model_len', 'context_length', 'max_context_length', 'context_window']
