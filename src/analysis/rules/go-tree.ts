// What rules for Go ask of the tree around a node.
import type { Node } from '../grammar.ts'
import type { PatternRule } from './rule.ts'

export const goRule = (rule: Omit<PatternRule, 'languages'>): PatternRule => ({ languages: ['go'], ...rule })

export const kindOf = (node: Node | null | undefined): string => String(node?.kind() ?? '')

const functions = /^(function_declaration|method_declaration|func_literal)$/

/** The innermost function, or function literal, that this stands in. */
export const functionAround = (node: Node): Node | null =>
  node.ancestors().find((one) => functions.test(kindOf(one))) ?? null

/** The declared function that this stands in, however deep. */
export const declarationAround = (node: Node): Node | null =>
  node.ancestors().find((one) => /^(function|method)_declaration$/.test(kindOf(one))) ?? null

/** The loop that this stands in, within the same function. */
export function loopAround(node: Node): Node | null {
  const stop = node.ancestors().find((one) => kindOf(one) === 'for_statement' || functions.test(kindOf(one)))
  return kindOf(stop) === 'for_statement' ? (stop ?? null) : null
}

/** Children with a meaning: no brackets, commas, comments. */
export const parts = (node: Node | null | undefined): Node[] =>
  node ? node.children().filter((child) => child.isNamed() && child.kind() !== 'comment') : []

/** Statements of a block, in order. */
export const statementsOf = (block: Node | null | undefined): Node[] =>
  parts(block).flatMap((child) => (child.kind() === 'statement_list' ? parts(child) : [child]))

/** What comes after a statement in its block. */
export function following(statement: Node): Node[] {
  const parent = statement.parent()
  if (kindOf(parent) !== 'statement_list') return []
  const siblings = parts(parent)
  return siblings.slice(siblings.findIndex((one) => one.id() === statement.id()) + 1)
}

const kept = new WeakMap<object, Map<number, string>>()

/** Code without its comments, and with every text emptied. */
export function bare(node: Node | null | undefined): string {
  if (!node) return ''
  const tree = node.getRoot()
  const known = kept.get(tree) ?? new Map<number, string>()
  kept.set(tree, known)
  const code = known.get(node.id()) ?? withoutText(node.text())
  known.set(node.id(), code)
  return code
}

const withoutText = (code: string): string =>
  code.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/g, (match) =>
    match.startsWith('/') ? '' : '""',
  )

export const root = (node: Node): Node => node.getRoot().root()

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether a name is given a value in this code (declared with one, assigned, counted, or handed out by address). */
export const changes = (code: string, name: string): boolean => {
  const word = escaped(name)
  return new RegExp(
    `(^|[^\\w.])${word}(\\s*,\\s*[\\w.]+)*\\s*([-+*/%&|^<>]{0,2}=(?!=)|:=|\\+\\+|--)|,\\s*${word}(\\s*,\\s*[\\w.]+)*\\s*:?=(?!=)|&${word}\\b`,
  ).test(code)
}

/** The fixed value of an expression: itself, or that of the constant or variable of the file that it names. */
export function fixedText(node: Node | null | undefined): string | null {
  if (!node) return null
  if (/string_literal$/.test(kindOf(node))) return node.text().slice(1, -1)
  if (kindOf(node) === 'binary_expression') return fixedText(node.field('left'))
  if (kindOf(node) !== 'identifier') return null
  const known = new RegExp(`(?:^|[\\s(])${node.text()}(?:\\s+string)?\\s*:?=\\s*"([^"\\n]*)"`).exec(root(node).text())
  return known?.[1] ?? null
}

/** Whether the last statement of a block leaves it. */
export function leaves(block: Node | null | undefined): boolean {
  const last = statementsOf(block).at(-1)
  return (
    /^(return|break|continue|goto)_statement$/.test(kindOf(last)) ||
    /^(panic|os\.Exit|(\w+\.)*(Fatal|Fatalf|Fatalln|Panic|Panicf|FailNow|Skip|Skipf|Exitf?|exitf?|fatalf?|Abort\w*|Goexit))\(/.test(
      last?.text() ?? '',
    )
  )
}

const declared = new WeakMap<object, Map<string, Node[]>>()

/** Functions and methods of the file with this name. */
export function functionsNamed(node: Node, name: string): Node[] {
  const tree = node.getRoot()
  const known = declared.get(tree) ?? declarations(root(node))
  declared.set(tree, known)
  return known.get(name) ?? []
}

function declarations(file: Node): Map<string, Node[]> {
  const byName = new Map<string, Node[]>()
  for (const one of file.children()) {
    if (!/^(function|method)_declaration$/.test(kindOf(one))) continue
    const name = one.field('name')?.text() ?? ''
    byName.set(name, [...(byName.get(name) ?? []), one])
  }
  return byName
}
