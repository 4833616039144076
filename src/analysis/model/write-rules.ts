// Rules that the model writes from a guideline and examples: none of them is tried here.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { RuleExamples } from '#contract/guideline.ts'
import { enginePool } from '../warm.ts'
import { openAsker, standardLimits } from './asker.ts'
import type { Model } from './connect.ts'
import { hide } from './mask.ts'
import type { Meter } from './meter.ts'
import { PROMPT_VERSION, ruleQuestion } from './prompt.ts'
import { readList, shorten } from './read-list.ts'
import { mask } from './review-file.ts'

const WrittenRule = z.object({
  message: z.string().describe('What is wrong, in at most fifteen words'),
  rule: z.string().describe('The rule as YAML, such as pattern: print($$$ARGS)'),
  constraints: z.string().nullable().describe('What its $NAMEs must also be, as YAML, or null'),
  utils: z.string().nullable().describe('Rules that it refers to by name, as YAML, or null'),
})
/** The last three are YAML, as the model wrote it. */
export type WrittenRule = z.infer<typeof WrittenRule>

const Answer = z.object({ rules: z.array(WrittenRule) })
const Lenient = WrittenRule.extend({
  constraints: z.string().nullable().catch(null),
  utils: z.string().nullable().catch(null),
})

const MOST_RULES = 3
const LONGEST_MESSAGE = 200

export type RuleWish = Pick<RuleExamples, 'language' | 'wrong' | 'right'> & { text: string; complaints: string[] }
type Means = { model: Model; meter: Meter; signal: AbortSignal }

/** Rejects when the signal is aborted; else the rules, or why there are none. */
export async function writeRules(
  { text, language, wrong, right, complaints }: RuleWish,
  { model, meter, signal }: Means,
): Promise<{ rules: WrittenRule[] } | { failure: string }> {
  const all = [text, ...wrong, ...right, ...complaints].join('\n')
  const masked = await mask({ path: 'examples', content: all, language }, { pool: enginePool(), signal })
  if (!masked) return { failure: 'The secrets in the examples could not be made unreadable, so nothing was sent.' }
  const hidden = (texts: string[]) => texts.map((one) => hide(one, masked.secrets))
  const told = ruleQuestion(
    {
      text: hide(text, masked.secrets),
      language,
      wrong: hidden(wrong),
      right: hidden(right),
      complaints: hidden(complaints),
    },
    randomBytes(8).toString('hex'),
  )
  const ask = openAsker(model, signal, { meter, limits: { ...standardLimits, calls: 1 } })
  const order = { ...told, schema: Answer, purpose: 'rule from a guideline', promptVersion: PROMPT_VERSION }
  const answer = await ask(order)
  if ('failure' in answer) return answer
  const read = await readList(answer.text, { name: 'rules', mark: 'message', schema: Lenient })
  if (!read || read.items.length === 0)
    return { failure: 'The answer of the model was not in the form that was asked for.' }
  const rules = read.items.slice(0, MOST_RULES)
  return { rules: rules.map((rule) => ({ ...rule, message: shorten(rule.message, LONGEST_MESSAGE) })) }
}
