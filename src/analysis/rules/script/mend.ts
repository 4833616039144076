// What mends of scripts are made of: one place, one new text.
import { above, isFunction, type Node } from './node.ts'
import type { Script, ScriptFix, ScriptMend } from './rule.ts'

export const textAt = (node: Node | undefined | null, { text }: Script): string =>
  node ? text.slice(...node.range) : ''

export const instead = (title: string, at: Node | undefined | null, newText: string): ScriptMend | null =>
  at ? { title, edits: [{ at: at.range, newText }] } : null

export const between = (title: string, offset: number, newText: string): ScriptMend => ({
  title,
  edits: [{ at: [offset, offset], newText }],
})

/** `true` becomes `false` and the other way round; anything that is not written so is left alone. */
export const flipped =
  (title: string, choose: (marked: Node) => Node | undefined = (marked) => marked): ScriptFix =>
  (marked) => {
    const literal = choose(marked)
    return typeof literal?.value === 'boolean' && literal.type === 'Literal'
      ? instead(title, literal, String(!literal.value))
      : null
  }

/** An item of a list, of arguments or of an object, with the comma that parts it from the others. */
export function without(title: string, item: Node, all: (Node | null)[], { text }: Script): ScriptMend | null {
  const at = all.indexOf(item)
  const [last, next] = [all[at - 1], all[at + 1]]
  if (next) return { title, edits: [{ at: [item.range[0], next.range[0]], newText: '' }] }
  if (last) return { title, edits: [{ at: [last.range[1], item.range[1]], newText: '' }] }
  const [, comma = ''] = /^(\s*,)/.exec(text.slice(item.range[1])) ?? []
  return { title, edits: [{ at: [item.range[0], item.range[1] + comma.length], newText: '' }] }
}

/** With its line, when nothing else stands in it. */
export function withoutStatement(title: string, statement: Node, { text }: Script): ScriptMend {
  const [from, to] = statement.range
  const start = text.lastIndexOf('\n', from - 1) + 1
  const [rest = ''] = /^[ \t]*(\r?\n)?/.exec(text.slice(to)) ?? []
  const isAlone = /^[ \t]*$/.test(text.slice(start, from)) && /\n$/.test(rest)
  return { title, edits: [{ at: isAlone ? [start, to + rest.length] : [from, to], newText: '' }] }
}

/** The blanks that the line of a node begins with. */
export const indentOf = ({ range }: Node, { text }: Script): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', range[0] - 1) + 1))?.[0] ?? ''

/** The items of the block that a statement stands in. */
export const siblingsOf = ({ parent }: Node): Node[] => {
  const items = parent?.type === 'SwitchCase' ? parent.consequent : parent?.body
  return Array.isArray(items) ? items : []
}

/** `await` may be written here. */
export function mayAwait(node: Node, { code }: Script): boolean {
  for (const at of above(node)) {
    if (isFunction(at)) return at.async === true
    if (/^(PropertyDefinition|StaticBlock)$/.test(at.type)) return false
  }
  return (code.ast.body as unknown as Node[]).some(({ type }) => /^(Import|Export)/.test(type))
}

/** The same quotes around another text. */
export const quotedAs = (literal: Node, text: string): string => {
  const quote = /^['"]/.exec(literal.raw ?? '')?.[0] ?? "'"
  return `${quote}${text}${quote}`
}

/** A name that means nothing yet where the node stands. */
export function isFree(name: string, node: Node, { code }: Script): boolean {
  for (let scope: ReturnType<typeof code.getScope> | null = code.getScope(node as never); scope; scope = scope.upper)
    if (scope.set.has(name)) return false
  return true
}
