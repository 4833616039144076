// The questions to the model: instructions a person can read in `prompts/`, and the data apart, between delimiters.
import { readFileSync } from 'node:fs'
import type { Language } from '#contract/language.ts'

/** Raised whenever what the model is told changes. */
export const PROMPT_VERSION = '2'
export const MOST_FINDINGS = 8

const read = (name: string) => readFileSync(new URL(`./prompts/${name}.md`, import.meta.url), 'utf8').trim()
const names = ['review', 'check', 'rank', 'restructure', 'ask', 'improve', 'rule'] as const
const texts = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<(typeof names)[number], string>

export type Told = { instructions: string; data: string }

/** What an analyser said about a line of the part; `id` is how the model names it. */
export type Fact = { id: string; anchor: string; ruleId: string; category: string; severity: string; title: string }

export type Part = {
  path: string
  language: Language
  /** Lines of the same file from outside the part, without anchors. */
  context: string
  code: string
}

/** What the owner of the code asks for: with this review, and by guidelines that apply to this path. */
export type Wishes = { instructions: string | null; guidelines: string[] }

/** @param delimiter random for each call: no code can hold it, and so none can end the data. */
export function reviewQuestion(part: Part, facts: Fact[], wishes: Wishes, emphasis: string, delimiter: string): Told {
  const values = { delimiter, most: String(MOST_FINDINGS), emphasis }
  return told('review', values, [
    ...heading(part),
    ...asked(wishes),
    'Already reported by analysers:',
    ...(facts.length > 0 ? facts.map(sentence) : ['nothing']),
    ...body(part),
  ])
}

export type Claim = { id: string; anchor: string; title: string; explanation: string; path?: string; quote?: string }

export function checkQuestion(part: Part, claims: Claim[], delimiter: string): Told {
  const lines = claims.map(
    ({ id, anchor, title, explanation }) => `${id} at ${anchor}: ${flat(title)}. ${flat(explanation)}`,
  )
  return told('check', { delimiter }, [...heading(part), ...body(part), 'Claims:', ...lines])
}

export function rankQuestion(claims: Claim[], delimiter: string): Told {
  const lines = claims.flatMap(({ id, path, quote, title, explanation }) => [
    `${id} in ${JSON.stringify(path)}: ${flat(title)}. ${flat(explanation)}`,
    ...(quote ? [`  ${flat(quote).slice(0, 300)}`] : []),
  ])
  return told('rank', { delimiter }, ['Findings:', ...lines])
}

/** For an answer that was to be a review. */
export function restructureQuestion(answer: string, delimiter: string): Told {
  const form = /^\{"findings"[\s\S]*?\]\}$/m.exec(texts.review)?.[0] ?? ''
  return told('restructure', { delimiter, form }, [answer])
}

export type Thread = { who: 'developer' | 'you'; text: string }[]

/** `code`: the lines around the finding, each with its number. */
export function askQuestion(claim: Claim & { code: string }, thread: Thread, delimiter: string): Told {
  const { path, title, explanation, code } = claim
  const said = thread.map(({ who, text }) => `${who === 'you' ? 'You said' : 'The developer asks'}: ${flat(text)}`)
  return told('ask', { delimiter }, [
    `File: ${JSON.stringify(path)}`,
    `Finding: ${flat(title)}. ${flat(explanation)}`,
    'Code:',
    code,
    'Conversation:',
    ...said,
  ])
}

export function improveQuestion(part: Part, wish: string, delimiter: string): Told {
  return told('improve', { delimiter }, [...heading(part), 'The owner wishes:', flat(wish), ...body(part)])
}

type RuleWords = { text: string; language: Language; wrong: string[]; right: string[]; complaints: string[] }

/** @param words `complaints`: what was wrong with the rules that were written before. */
export function ruleQuestion({ text, language, wrong, right, complaints }: RuleWords, delimiter: string): Told {
  const shown = (title: string, codes: string[]) => codes.flatMap((code, index) => [`${title} ${index + 1}:`, code])
  return told('rule', { delimiter }, [
    `Guideline: ${flat(text)}`,
    `Language: ${language}`,
    ...shown('Wrong example', wrong),
    ...shown('Right example', right),
    ...(complaints.length > 0 ? ['Rules from before, and what was wrong with them:', ...complaints.map(flat)] : []),
  ])
}

function told(name: keyof typeof texts, values: Record<string, string>, lines: string[]): Told {
  const instructions = texts[name].replace(/\{\{(\w+)\}\}/g, (_, gap: string) => values[gap] ?? '')
  const { delimiter } = values
  return { instructions, data: [`DATA ${delimiter}`, ...lines, `END ${delimiter}`].join('\n') }
}

const heading = ({ path, language }: Part) => [`File: ${JSON.stringify(path)}, ${language}`]

const body = ({ context, code }: Part) => [...(context ? ['Context, not under review:', context] : []), 'Code:', code]

const asked = ({ instructions, guidelines }: Wishes) => [
  ...(instructions ? ['The owner asks for this review:', flat(instructions)] : []),
  ...(guidelines.length > 0
    ? ['Guidelines of the owner for this file:', ...guidelines.map((one) => `- ${flat(one)}`)]
    : []),
]

const sentence = ({ id, anchor, ruleId, category, severity, title }: Fact) =>
  `${id} at ${anchor}: ${ruleId} (${category}, ${severity}): ${flat(title).slice(0, 200)}`

/** On one line, so that no text can begin a line of ours. */
const flat = (text: string) => text.replace(/\s+/g, ' ').trim()
