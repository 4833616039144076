// The question about one part of a file: the instructions a person can read in review-prompt.md, and the data apart.
import { readFileSync } from 'node:fs'
import type { Language } from '#contract/language.ts'
import type { Question } from './ask.ts'

/** Raised whenever what the model is told changes. */
export const PROMPT_VERSION = '1'
export const MOST_FINDINGS = 8

const instructions = readFileSync(new URL('./review-prompt.md', import.meta.url), 'utf8').trim()

/** What an analyser said about a line of the part. */
export type Fact = { anchor: string; ruleId: string; category: string; severity: string; title: string }

export type Part = { path: string; language: Language; facts: Fact[]; code: string }

/** @param delimiter random for each call: no code can hold it, and so none can end the data. */
export function makeQuestion(part: Part, delimiter: string): Question {
  return {
    instructions: instructions.replaceAll('{{delimiter}}', delimiter).replaceAll('{{most}}', String(MOST_FINDINGS)),
    data: [
      `DATA ${delimiter}`,
      `File: ${JSON.stringify(part.path)}, ${part.language}`,
      'Already reported by analysers:',
      ...(part.facts.length > 0 ? part.facts.map(sentence) : ['nothing']),
      'Code:',
      part.code,
      `END ${delimiter}`,
    ].join('\n'),
  }
}

const sentence = ({ anchor, ruleId, category, severity, title }: Fact) =>
  `${anchor} ${ruleId} (${category}, ${severity}): ${title.replace(/\s+/g, ' ').slice(0, 200)}`
