// What a rule's message and fix say about one match: `$NAME` and `$$$NAME` become the code they stand for.
import type { RuleDocument } from '#contract/rule-document.ts'
import type { RuleProblem } from '#contract/rule-try.ts'
import type { ParsedNode as Node } from '../grammar.ts'

const variable = /\$\$\$([A-Z_][A-Z0-9_]*)|\$([A-Z_][A-Z0-9_]*)/g

/** As much as one match may add to a file. */
const LONGEST = 20_000

export const substitute = (template: string, match: Node): string =>
  template
    .replace(variable, (_, many: string | undefined, one: string) =>
      many ? textOfAll(match, many) : textOf(match, one),
    )
    .slice(0, LONGEST)
    .toWellFormed()

/** A fix of several lines is told as if it stood at the margin: what it becomes is indented as the match is. */
export function substituteIndented(template: string, match: Node, line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  return substitute(template.replace(/\n$/, '').replaceAll('\n', `\n${indent}`), match)
}

const textOf = (match: Node, name: string): string => match.getMatch(name)?.text() ?? match.getTransformed(name) ?? ''

/** From the first to the last, with whatever stands between them. */
function textOfAll(match: Node, name: string): string {
  const nodes = match.getMultipleMatches(name)
  const [first, last] = [nodes[0], nodes.at(-1)]
  if (!first || !last) return textOf(match, name)
  const start = match.range().start.index
  return match.text().slice(first.range().start.index - start, last.range().end.index - start)
}

/** A name in the message or the fix that nothing gives a value. */
export function undefinedVariables({ rule, constraints, utils, transform, message, fix }: RuleDocument): RuleProblem[] {
  const known = new Set([
    ...namesIn(JSON.stringify([rule, constraints, utils, transform])),
    ...Object.keys(transform ?? {}),
  ])
  return Object.entries({ message, fix }).flatMap(([path, template]) => {
    const unknown = namesIn(template ?? '').find((name) => !known.has(name))
    if (unknown === undefined) return []
    return [{ path, message: `The ${path} uses $${unknown}, which the rule does not define.`, line: null }]
  })
}

const namesIn = (text: string) => [...text.matchAll(variable)].map(([, many, one]) => many ?? one ?? '')
