// A short talk with the model about one finding: its code, masked, what was said before, and the answer as it comes.
import { randomBytes } from 'node:crypto'
import type { Finding } from '#contract/finding.ts'
import type { FindingQuestion } from '#contract/model.ts'
import type { CodeFile } from '../hit.ts'
import { lineAt, linesOf } from '../position.ts'
import { enginePool } from '../warm.ts'
import { openAsker, standardLimits } from './asker.ts'
import type { Model } from './connect.ts'
import { hide } from './mask.ts'
import type { Meter } from './meter.ts'
import { askQuestion, PROMPT_VERSION, type Thread } from './prompt.ts'
import { mask } from './review-file.ts'

const AROUND = 60
const EXPLAIN = 'Explain this finding: what happens, step by step, with an example, and how to mend it.'
const limits = { ...standardLimits, calls: 1, maxOutputTokens: 1500 }

type Talk = { model: Model; meter: Meter; signal: AbortSignal; tell(piece: string): void }
type About = Pick<Finding, 'path' | 'range' | 'title' | 'explanation'>

/** What was answered, or why nothing was. Rejects when the signal is aborted. */
export async function converse(
  file: CodeFile,
  about: About,
  asked: FindingQuestion,
  talk: Talk,
): Promise<{ failure: string } | null> {
  const { model, meter, signal, tell } = talk
  const said = asked.thread.map(({ text }) => text).join('\n')
  const all = `${file.content}\n${said}\n${asked.question ?? ''}`
  const masked = await mask({ ...file, content: all }, { pool: enginePool(), signal })
  if (!masked) return { failure: 'The secrets in the code could not be made unreadable, so nothing was sent.' }
  const hidden = (text: string) => hide(text, masked.secrets)
  const lines = linesOf(hidden(file.content))
  const thread: Thread = [
    ...asked.thread.map(({ who, text }) => ({
      who: who === 'model' ? ('you' as const) : ('developer' as const),
      text: hidden(text),
    })),
    { who: 'developer', text: hidden(asked.question ?? EXPLAIN) },
  ]
  const [first, last] = [
    Math.max(1, (about.range?.startLine ?? 1) - AROUND),
    Math.min(lines.starts.length, (about.range?.endLine ?? 1) + AROUND),
  ]
  const code = Array.from(
    { length: last - first + 1 },
    (_, index) => `${first + index}|${lineAt(lines, first + index)}`,
  ).join('\n')
  const { title, explanation } = about
  const claim = {
    id: '',
    anchor: '',
    path: hidden(file.path),
    title: hidden(title),
    explanation: hidden(explanation),
    code,
  }
  const told = askQuestion(claim, thread, randomBytes(8).toString('hex'))
  const ask = openAsker(model, signal, { meter, tell, limits })
  const answer = await ask({
    ...told,
    schema: null,
    purpose: 'question about a finding',
    promptVersion: PROMPT_VERSION,
  })
  return 'failure' in answer ? answer : null
}
