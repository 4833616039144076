// Python: arguments that stand in another order than the parameters of the same names.
import type { Node } from '../grammar.ts'
import { functionsNamed } from './python-file.ts'
import { swapArguments } from './python-fixes.ts'
import { callee, kindOf, parts } from './python-tree.ts'
import type { PatternRule } from './rule.ts'

export const pythonArgumentRules: PatternRule[] = [
  {
    id: 'swapped-arguments',
    languages: ['python'],
    kinds: ['call'],
    onlyIn: /\bdef\b/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-683',
    title: 'The arguments stand in another order than the parameters',
    explanation: 'The function has parameters of these very names, in another order. Swap the arguments, or name them.',
    find: (call) => {
      const name = /^(?:(?:self|cls)\.)?(\w+)$/.exec(callee(call))?.[1]
      if (!name) return null
      const given = argumentNames(call)
      if (given.filter((one) => one !== '').length < 2) return null
      const fitting = functionsNamed(call, name)
      return fitting.length > 0 && fitting.every((fn) => isSwapped(given, paramNames(fn))) ? call : null
    },
    fix: swapArguments,
  },
]

/** Two arguments bear each other’s parameter’s name. */
function isSwapped(given: string[], params: string[]): boolean {
  if (given.length > params.length) return false
  return given.some((name, index) => {
    const own = params[index] ?? ''
    const other = name === '' || name === own ? -1 : params.indexOf(name)
    return other >= 0 && other !== index && given[other] === own
  })
}

/** Plain names, or the last names of `a.b`; whatever else has none. A named argument ends the list. */
function argumentNames(call: Node): string[] {
  const names: string[] = []
  for (const one of parts(call.field('arguments'))) {
    if (/^(keyword_argument|list_splat|dictionary_splat)$/.test(kindOf(one))) break
    names.push(/^(?:\w+\.)?(\w{3,})$/.exec(one.text())?.[1] ?? '')
  }
  return names
}

function paramNames(fn: Node): string[] {
  const names = parts(fn.field('parameters')).map((one) => /^\w+/.exec(one.text())?.[0] ?? '*')
  return /^(self|cls)$/.test(names[0] ?? '') ? names.slice(1) : names
}
