// One question to the model and the text it answers with: an answer by schema where the server takes one, else plain.
import { APICallError, generateText, NoObjectGeneratedError, Output } from 'ai'
import { Answer } from './answer.ts'
import type { Model } from './connect.ts'

export type Question = { instructions: string; data: string }

/** `brokenOff`: the model had more to say. */
export type Reply = { text: string; brokenOff: boolean; usage: { inputTokens: number; outputTokens: number } }

// The package's own warnings go to the console, around the log, and only speak of settings.
globalThis.AI_SDK_LOG_WARNINGS = false

/** Rejects with what the package throws, or with the signal's reason. */
export async function askModel(model: Model, question: Question, signal: AbortSignal): Promise<Reply> {
  try {
    return await call(model, question, signal, { output: Output.object({ schema: Answer, name: 'review' }) })
  } catch (error) {
    if (!refusesSchema(error)) throw error
    return call(model, question, signal, {})
  }
}

type Form = { output?: ReturnType<typeof Output.object<Answer>> }

async function call(model: Model, question: Question, signal: AbortSignal, form: Form): Promise<Reply> {
  try {
    return reply(
      await generateText({
        ...form,
        model: model.languageModel,
        system: question.instructions,
        prompt: question.data,
        maxRetries: 1,
        abortSignal: signal,
        telemetry: { isEnabled: false },
        providerOptions: { openai: { store: false } },
      }),
    )
  } catch (error) {
    // It answered, but not by the schema: what can be read from the text is read.
    if (NoObjectGeneratedError.isInstance(error)) return reply(error)
    throw error
  }
}

type Generated = {
  text: string | undefined
  finishReason: string | undefined
  usage: { inputTokens: number | undefined; outputTokens: number | undefined } | undefined
}

const reply = ({ text, finishReason, usage }: Generated): Reply => ({
  text: text ?? '',
  brokenOff: finishReason === 'length',
  usage: { inputTokens: usage?.inputTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 },
})

const refusesSchema = (error: unknown) =>
  APICallError.isInstance(error) &&
  (error.statusCode === 400 || error.statusCode === 422) &&
  /response_format|json_schema|text\.format|structured|schema/i.test(error.responseBody ?? '')
