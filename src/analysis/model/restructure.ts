// The last rung before a part is given up: an answer that nobody can read is put into the form that was asked for, once.
import type { StepOutcome } from '../analyse.ts'
import { Answer, readAnswer } from './answer.ts'
import { consult, type Means, type Said, saidIn } from './consult.ts'
import { restructureQuestion } from './prompt.ts'

const LEAST = 40
const MOST = 60_000

type Restructured = { text: string; steps: StepOutcome[] }

const isReadable = async (text: string) => (await readAnswer(text)) !== null

/** The text as it is when it can be read, or when there is nothing in it. */
export async function restructure(name: string, said: Said, means: Means): Promise<Restructured> {
  const { text } = said
  if (text.trim().length < LEAST || text.length > MOST || (await isReadable(text))) return { text, steps: [] }
  const step = await consult(
    {
      step: `form: ${name}`,
      purpose: `the answer about ${name} in its form`,
      schema: Answer,
      material: ['restructure', text],
      first: said.first,
      isReadable,
      question: (_, delimiter) => restructureQuestion(text, delimiter),
    },
    means,
  )
  const formed = saidIn(step)?.text ?? ''
  // What was no answer must not become one by being called an empty list.
  const isSomething = ((await readAnswer(formed))?.items.length ?? 0) > 0
  return { text: isSomething ? formed : text, steps: [step] }
}
