// In which form a model's server lets an answer be asked for: the strictest first, and what it refused is remembered.
import { APICallError } from 'ai'
import { answerForms } from '#contract/model.ts'
import { once } from '#once.ts'
import type { Model } from './connect.ts'

export type Form = (typeof answerForms)[number]

const known = once('model-forms', () => new Map<string, Form>())
const keyOf = ({ server, name, api }: Model) => JSON.stringify([server, name, api])

/** The strictest form that nobody has yet seen refused, here or at a check of the model. */
export const formOf = (model: Model): Form => known.get(keyOf(model)) ?? 'json_schema'

export const rememberForm = (model: Model, form: Form): void => void known.set(keyOf(model), form)

/** The next form to try after a refusal of this one; null when it was refused for another reason, or nothing is left. */
export function afterRefusal(form: Form, error: unknown): Form | null {
  if (!APICallError.isInstance(error) || (error.statusCode !== 400 && error.statusCode !== 422)) return null
  const speaksOfForm = /response_format|json_schema|json_object|text\.format|structured|schema/i
  if (!speaksOfForm.test(`${error.responseBody ?? ''} ${error.message}`)) return null
  return answerForms[answerForms.indexOf(form) + 1] ?? null
}
