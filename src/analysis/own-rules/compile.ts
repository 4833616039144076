// A rule made ready to run: its patterns tried on each grammar it is for, or the problems, as ast-grep words them.
import { RE2JS } from 're2js'
import { type RuleDocument, ruleFacts } from '#contract/rule-document.ts'
import type { RuleProblem } from '#contract/rule-try.ts'
import { type Grammar, parsed } from '../grammar.ts'
import { type Needs, neededWords } from './needed-words.ts'
import { undefinedVariables } from './substitute.ts'
import { wrapGoCalls } from './wrap-go-calls.ts'

/** What ast-grep's `findAll` takes. */
export type Matcher = Record<string, unknown>

export type CompiledRule = {
  document: RuleDocument
  facts: ReturnType<typeof ruleFacts>
  matchers: Partial<Record<Grammar, Matcher>>
  /** Not null for rules over plain text. */
  text: RE2JS | null
  needs: Needs
}

/** `rule` is null when there are problems. */
export type Compiled = { rule: CompiledRule | null; problems: RuleProblem[] }

const grammars: Record<string, Grammar[]> = {
  python: ['python'],
  javascript: ['JavaScript'],
  typescript: ['TypeScript', 'Tsx'],
  go: ['go'],
  java: ['java'],
}

export function compileRule(document: RuleDocument): Compiled {
  const facts = ruleFacts(document)
  const about = { document, facts }
  if (facts.languages.includes('text')) return compileText(about)
  const unknown = undefinedVariables(document)
  if (unknown.length > 0) return { rule: null, problems: unknown }
  const matchers: CompiledRule['matchers'] = {}
  const problems: RuleProblem[] = []
  for (const language of facts.languages) {
    const tries = (grammars[language] ?? []).map((grammar) => ({ grammar, ...tryGrammar(grammar, document) }))
    for (const { grammar, matcher } of tries) if (matcher) matchers[grammar] = matcher
    // What one of TypeScript's two grammars cannot read, such as a cast or JSX, is found by the other.
    const [first] = tries
    if (first?.error && tries.every(({ matcher }) => !matcher)) problems.push(told('rule', first.error))
  }
  if (problems.length > 0) return { rule: null, problems: problems.slice(0, 1) }
  return { rule: { ...about, matchers, text: null, needs: neededWords(document) }, problems }
}

const told = (path: string, message: string): RuleProblem => ({ path, message, line: null })

function tryGrammar(grammar: Grammar, { rule, constraints, utils, transform }: RuleDocument) {
  const given = { rule, ...(constraints && { constraints }), ...(utils && { utils }), ...(transform && { transform }) }
  const matcher = (grammar === 'go' ? wrapGoCalls(given) : given) as Matcher
  try {
    parsed(grammar, '').findAll(matcher as never)
    return { matcher, error: null }
  } catch (error) {
    return { matcher: null, error: (error as Error).message }
  }
}

function compileText(about: Pick<CompiledRule, 'document' | 'facts'>): Compiled {
  const { document, facts } = about
  if (facts.languages.length > 1) return refuse('language', 'A rule over text is for text alone.')
  for (const field of ['constraints', 'utils', 'transform'] as const)
    if (document[field]) return refuse(field, `A rule over text has no ${field}.`)
  const { regex, ...others } = document.rule
  const [other] = Object.keys(others)
  if (other) return refuse(`rule.${other}`, `A rule over text has a regex and nothing else; ${other} is not known.`)
  if (typeof regex !== 'string' || regex === '') return refuse('rule.regex', 'A rule over text needs a regex.')
  try {
    const text = RE2JS.compile(regex, RE2JS.MULTILINE)
    if (text.matcher('').find()) return refuse('rule.regex', 'It matches nothing at all, and so everywhere.')
    return { rule: { ...about, matchers: {}, text, needs: [] }, problems: [] }
  } catch (error) {
    return refuse('rule.regex', (error as Error).message)
  }
}

const refuse = (path: string, message: string): Compiled => ({ rule: null, problems: [told(path, message)] })
