// Every built-in rule, read off the tables that the analysers judge by. It loads them all: for tests and for writing the list.
import { rules as secretlintRules } from '@secretlint/secretlint-rule-preset-recommend'
import { type Language, languages } from '#contract/language.ts'
import type { Rule } from '#contract/rule.ts'
import { readers } from '../analysers/dataflow.ts'
import { javascriptRules, pageOf, publicId } from '../analysers/javascript.ts'
import { patternRules } from '../analysers/patterns.ts'
import { ruffPage, ruffRules } from '../analysers/python.ts'
import { ADDRESSED, addressedAdvice } from '../analysers/reviewer.ts'
import { secretAdvice, secretId, secretTitle } from '../analysers/secrets.ts'
import { NAMED_SECRET } from '../analysers/secrets-by-name.ts'
import { providerShapes } from '../analysers/secrets-shapes.ts'
import { syntaxAdvice } from '../analysers/syntax.ts'
import { type DataflowRule, dataflowRules, innerRules } from '../dataflow/rules.ts'
import type { Advice } from '../hit.ts'
import { reasonFor } from '../no-fix/reason-for.ts'
import { onlyIn, type ValueRule, valueRules, withFix } from '../values/rules.ts'

const code = languages.filter((language) => language !== 'text')

/** By id. */
export function collectRules(): Rule[] {
  const all = [
    ...fromRuff(),
    ...fromEslint(),
    ...fromPatterns(),
    ...fromDataflow(),
    ...fromValues(),
    ...fromSecrets(),
    syntax(),
    addressed(),
  ]
  return all.sort((a, b) => (a.id < b.id ? -1 : 1))
}

type About = Pick<Rule, 'id' | 'origin' | 'languages' | 'fix'> & { advice: Advice }

function rule({ id, origin, languages, fix, advice }: About): Rule {
  const { title, explanation, severity, category, cwe, ruleUrl } = advice
  const words = { title: title.replaceAll('{}', '...'), explanation, severity, category }
  const noFix = fix ? null : reasonFor(id)
  return {
    id,
    languages,
    ...words,
    ...(cwe && { cwe }),
    ...(ruleUrl && { url: ruleUrl }),
    origin,
    fix,
    ...(noFix && { noFix }),
  }
}

const fromRuff = (): Rule[] =>
  Object.entries(ruffRules).map(([short, { name, fix, fixable, ...advice }]) =>
    rule({
      id: `python/${short}`,
      origin: 'ruff',
      languages: ['python'],
      fix: Boolean(fix || fixable),
      advice: { ...advice, ruleUrl: ruffPage(name) },
    }),
  )

const fromEslint = (): Rule[] =>
  Object.entries(javascriptRules).map(([id, about]) => {
    const { fix, fixable, javascriptOnly, ...advice } = about
    const ruleUrl = pageOf(id, about)
    return rule({
      id: publicId(id),
      origin: ruleUrl ? 'eslint' : 'lintel',
      languages: javascriptOnly ? ['javascript'] : ['javascript', 'typescript'],
      fix: Boolean(fix || fixable),
      advice: { ...advice, ...(ruleUrl && { ruleUrl }) },
    })
  })

/** Rules for two forms, or two languages, of one matter share an id. */
const fromPatterns = (): Rule[] =>
  [...Map.groupBy(patternRules, ({ id }) => id)].map(([id, forms]) =>
    rule({
      id: `patterns/${id}`,
      origin: 'lintel',
      languages: languages.filter((language) => forms.some((form) => form.languages.includes(language))),
      fix: forms.some(({ fix }) => fix),
      advice: forms[0] as Advice,
    }),
  )

const fromDataflow = (): Rule[] =>
  (Object.keys(dataflowRules) as DataflowRule[]).map((id) =>
    rule({
      id: `dataflow/${id}`,
      origin: 'lintel',
      languages: code.filter((language) => looksFor(language, id)),
      fix: false,
      advice: dataflowRules[id],
    }),
  )

const fromValues = (): Rule[] =>
  (Object.keys(valueRules) as ValueRule[]).map((id) =>
    rule({
      id: `values/${id}`,
      origin: 'lintel',
      languages: onlyIn[id] ?? code,
      fix: withFix.has(id),
      advice: valueRules[id],
    }),
  )

function looksFor(language: Language, id: DataflowRule): boolean {
  const table = readers[language]?.table
  if (!table) return false
  // Numbers that can be guessed are told where they are drawn.
  const isDrawn = innerRules.includes(id) && table.sources.some(({ only }) => only?.includes(id) && only.length === 1)
  return isDrawn || [...table.sinks, ...table.properties].some((sink) => sink.rule === id)
}

/** Ours come before the package's of the same name. */
function fromSecrets(): Rule[] {
  const theirs = secretlintRules
    .map(({ meta }) => meta.id.replace(/^.*secretlint-rule-/, ''))
    .filter((name) => !name.startsWith('filter-'))
    .map((name) => ({ name, what: 'A secret', origin: 'secretlint' as const }))
  const ours = [...providerShapes, { rule: NAMED_SECRET, what: 'A password or a secret key' }].map(
    ({ rule: name, what }) => ({ name, what, origin: 'lintel' as const }),
  )
  const all = new Map([...theirs, ...ours].map((one) => [one.name, one]))
  return [...all.values()].map(({ name, what, origin }) =>
    rule({
      id: secretId(name),
      origin,
      languages: [...languages],
      fix: false,
      advice: { ...secretAdvice, title: secretTitle(what) },
    }),
  )
}

const syntax = (): Rule =>
  rule({
    id: 'syntax/unexpected',
    origin: 'lintel',
    languages: [...code],
    fix: false,
    advice: syntaxAdvice('the language', '...'),
  })

const addressed = (): Rule =>
  rule({ id: ADDRESSED, origin: 'lintel', languages: [...languages], fix: false, advice: addressedAdvice })
