// Sends an account form: field errors go to their fields, everything else into one sentence.
'use client'
import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useState } from 'react'
import { Problem } from '#contract/problem.ts'
import { wordsOf } from './words.ts'

/** @param next where to go when it worked, or what to do with the answer when the page stays. */
export function useSubmission<Values extends Record<string, unknown>, Answer>(
  form: UseFormReturnType<Values>,
  send: (values: Values) => Promise<Answer>,
  next: string | ((answer: Answer) => void),
) {
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  // What was typed, or filled in by the browser, before the page came to life.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first moment has an earlier one
  useEffect(() => {
    for (const path of Object.keys(form.getValues())) {
      const node = form.getInputNode(path)
      if (node instanceof HTMLInputElement && node.value)
        form.setFieldValue(path, node.value as never, { forceUpdate: false })
    }
  }, [])

  async function submit(values: Values) {
    setSending(true)
    setProblem(null)
    try {
      const answer = await send(values)
      // A whole new page, so that nothing rendered for the stranger stays behind.
      if (typeof next === 'string') return window.location.assign(next)
      next(answer)
    } catch (error) {
      const fields = fieldErrors(error, Object.keys(values))
      if (fields) form.setErrors(fields)
      else setProblem(wordsOf(error))
    }
    setSending(false)
  }

  return { submit, sending, problem }
}

/** Null unless every error belongs to a field that is on the screen. */
function fieldErrors(error: unknown, known: string[]): Record<string, string> | null {
  if (!(error instanceof Problem)) return null
  if (error.code === 'email-taken') return { email: 'This e-mail has an account already.' }
  if (!error.errors?.length || error.errors.some(({ path }) => !known.includes(path))) return null
  return Object.fromEntries(error.errors.map(({ path, message }) => [path, message]))
}
