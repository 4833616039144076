// Java: values that may be missing, and formats that miss values.
import type { Node } from '../grammar.ts'
import { getOrDefault } from './java-fixes.ts'
import { declaredAs, factsOf } from './java-names.ts'
import {
  around,
  fileText,
  fixedText,
  hasModifier,
  java,
  kindOf,
  methodAround,
  named,
  textOf,
  typeOf,
  within,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

export const javaNullRules: PatternRule[] = [
  {
    ...bug,
    id: 'null-dereference',
    kinds: ['method_invocation', 'field_access'],
    onlyIn: /return\s+null\s*;/,
    severity: 'high',
    cwe: 'CWE-476',
    title: 'This may be null',
    explanation:
      'The method that gives it returns null in some cases, and then this line throws a NullPointerException. Ask for null first, or let the method return an Optional.',
    find: usedWhenNull,
  },
  {
    ...bug,
    id: 'unboxing-null',
    fix: getOrDefault,
    kinds: ['return_statement', 'variable_declarator'],
    onlyIn: /Map<[^;]*(Integer|Long|Double|Boolean|Float|Short|Character)>/,
    severity: 'high',
    cwe: 'CWE-476',
    title: 'A missing entry becomes a NullPointerException',
    explanation: 'get gives null for a key that is not there, and null cannot become a number. Use getOrDefault.',
    find: unboxed,
  },
  {
    ...bug,
    id: 'format-mismatch',
    kinds: ['method_invocation'],
    onlyIn: /%/,
    severity: 'medium',
    cwe: 'CWE-628',
    title: 'The format asks for more values than it is given',
    explanation:
      'At run time this throws a MissingFormatArgumentException. Add the value, or take the mark out of the text.',
    find: (call) => {
      const method = calleeName(call)
      const args = argumentsOf(call)
      const isFormat =
        (method === 'format' && /^(java\.lang\.)?String$/.test(textOf(call, 'object'))) ||
        method === 'printf' ||
        (method === 'formatted' && fixedText(call.field('object')) !== null)
      if (!isFormat) return null
      const from = method === 'formatted' ? -1 : args.findIndex((one) => fixedText(one) !== null)
      if (from > 1 || (from < 0 && method !== 'formatted')) return null
      const pattern = method === 'formatted' ? call.field('object') : args[from]
      const given = args.slice(from + 1)
      // One array may stand for all of them.
      if (
        given.length === 1 &&
        given[0] &&
        /^(identifier|method_invocation|array_creation_expression|field_access|cast_expression)$/.test(
          kindOf(given[0]),
        ) &&
        !/^(String|int|long|double|boolean|char|Integer|Long)$/.test(typeOf(given[0]))
      )
        return null
      return wantedBy(fixedText(pattern) ?? '') > given.length ? call : null
    },
  },
]

const wantedBy = (pattern: string): number => {
  let [inOrder, highest] = [0, 0]
  for (const [, position, conversion] of pattern.matchAll(/%(\d+\$|<)?[-#+ 0,(]*\d*(?:\.\d+)?(t?[a-zA-Z%])/g)) {
    if (conversion === '%' || conversion === 'n' || position === '<') continue
    if (position) highest = Math.max(highest, Number.parseInt(position, 10))
    else inOrder++
  }
  return Math.max(inOrder, highest)
}

/** `Type x = own(...)` and at once `x.method()`, where `own` has a `return null`. */
function usedWhenNull(node: Node): Node | null {
  const object = node.field('object')
  if (!object || kindOf(object) !== 'identifier') return null
  const name = object.text()
  const only = declaredAs(object, name)?.node
  const value = only?.field('value')
  if (!only || !value || kindOf(value) !== 'method_invocation' || !mayBeNull(value)) return null
  const method = methodAround(node)
  if (!method || methodAround(only)?.id() !== method.id()) return null
  const before = method
    .text()
    .slice(only.range().end.index - method.range().start.index, node.range().start.index - method.range().start.index)
  // Any question about it, or a second value, ends what is known; so does an earlier use, which is the one to tell of.
  const touched = new RegExp(`\\b${name}\\b`)
  return touched.test(before) || around(node, 'lambda_expression')?.id() !== around(only, 'lambda_expression')?.id()
    ? null
    : node
}

/** A method of this class that says `return null` on a way of its own. */
function mayBeNull(call: Node): boolean {
  const object = textOf(call, 'object')
  if (object && object !== 'this') return false
  const known = factsOf(call).methods.get(textOf(call, 'name')) ?? []
  if (!known.some((one) => /return\s+null\s*;/.test(one.text()))) return false
  const own = known.filter((one) => named(one.field('parameters')).length === argumentsOf(call).length)
  const [only] = own
  if (own.length !== 1 || !only || hasModifier(only, 'abstract')) return false
  return within(only, 'return_statement').some(
    (one) =>
      kindOf(named(one)[0]) === 'null_literal' &&
      around(one, 'lambda_expression', 'method_declaration')?.id() === only.id(),
  )
}

const primitive = /^(int|long|double|boolean|float|short|char)$/

function unboxed(node: Node): Node | null {
  const value = kindOf(node) === 'return_statement' ? named(node)[0] : node.field('value')
  const holder =
    kindOf(node) === 'return_statement' ? around(node, 'method_declaration', 'lambda_expression') : node.parent()
  if (!value || kindOf(value) !== 'method_invocation' || !primitive.test(textOf(holder, 'type'))) return null
  const map = value.field('object')
  const [key] = argumentsOf(value)
  if (
    calleeName(value) !== 'get' ||
    !map ||
    !key ||
    !/^(\w*Map)<.*,\s*(Integer|Long|Double|Boolean|Float|Short|Character)>$/s.test(typeOf(map))
  )
    return null
  const method = methodAround(node)
  const known = `${map.text()}.`.replace(/\W/g, '\\$&')
  const isFilled = new RegExp(
    `${known}(containsKey|putIfAbsent|computeIfAbsent|put|merge|keySet|entrySet|replaceAll|compute)\\b`,
  )
  // Where other methods reckon with missing entries, this one should too.
  const mayMiss = new RegExp(`${known}(containsKey|getOrDefault|merge|putIfAbsent|computeIfAbsent|remove)\\b`)
  return method && !isFilled.test(method.text()) && mayMiss.test(fileText(node)) ? value : null
}
