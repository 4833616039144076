// What mends of Python are made of: arguments set, imports added, statements put under another.
import type { Node } from '../grammar.ts'
import { indentOf, type MendEdit } from './mending.ts'
import { fileText, following, keyword, kindOf, parts, rootOf } from './python-tree.ts'

/** What puts `import x` or `from x import y` at the top; nothing when the file has it. */
export function importOf(node: Node, statement: string): MendEdit[] {
  if (isImported(fileText(node), statement)) return []
  const at = parts(rootOf(node)).find((one, index) => !isPrologue(one, index))
  if (!at) return []
  const gap = /^import_(from_)?statement$/.test(kindOf(at)) ? '\n' : '\n\n'
  return [{ at, newText: `${statement}${gap}`, before: true }]
}

function isImported(text: string, statement: string): boolean {
  const [, module = '', name] = /^from (\S+) import (\w+)$/.exec(statement) ?? []
  if (name)
    return new RegExp(`^from ${module.replaceAll('.', '\\.')} import [^\\n]*\\b${name}\\b(?! as)`, 'm').test(text)
  const plain = statement.replace(/^import /, '')
  return new RegExp(`^import (?:[\\w. ]+,\\s*)*${plain}\\s*(?:,|;|#|\\r?$)`, 'm').test(text)
}

/** The file's own text and what must come first of all. */
const isPrologue = (one: Node, index: number) =>
  kindOf(one) === 'future_import_statement' ||
  (index === 0 && kindOf(one) === 'expression_statement' && /^[rRuU]?["']/.test(one.text()))

/** Gives the call these named arguments, changing those it has. */
export function withKeywords(call: Node, wanted: Record<string, string>): MendEdit[] | null {
  const list = call.field('arguments')
  if (kindOf(list) !== 'argument_list' || !list) return null
  const there = Object.entries(wanted).flatMap(([name, newText]) => {
    const at = keyword(call, name)
    return at ? [{ name, at, newText }] : []
  })
  const missing = Object.entries(wanted).filter(([name]) => !there.some((one) => one.name === name))
  const edits: MendEdit[] = there
    .filter(({ at, newText }) => at.text() !== newText)
    .map(({ at, newText }) => ({ at, newText }))
  const told = missing.map(([name, value]) => `${name}=${value}`).join(', ')
  if (told === '') return edits
  const last = parts(list).at(-1)
  if (!last) return [...edits, { at: list, newText: `(${told})` }]
  const same = edits.find((edit) => edit.at.parent()?.id() === last.id())
  if (!same) return [...edits, { at: last, newText: `${last.text()}, ${told}` }]
  same.newText = `${same.newText}, ${told}`
  return edits
}

/** Moves the statements (and what is said between them) one step to the right; null where that would change a text. */
export function indented(statements: Node[]): MendEdit[] | null {
  const edits: MendEdit[] = []
  for (const at of statements) {
    const text = indentedText(at)
    if (text === null || indentOf(at) === null) return null
    edits.push({ at, newText: `    ${text}` })
  }
  return edits
}

/** All lines but the first moved to the right; null when a text runs over several lines. */
export function indentedText(node: Node): string | null {
  const isLong = node
    .findAll({ rule: { any: [{ kind: 'string' }, { kind: 'line_continuation' }] } })
    .some((one) => one.range().start.line !== one.range().end.line)
  return isLong ? null : node.text().replace(/\n(?=[^\r\n])/g, '\n    ')
}

/** What stands behind a statement in its block, remarks included. */
export const restOf = (statement: Node): Node[] =>
  following(statement).length === 0 ? [] : statement.nextAll().filter((one) => one.isNamed())

/** `await` binds less than what may stand behind the call. */
export const awaited = (call: Node, text: string): string =>
  /^(attribute|subscript|call)$/.test(kindOf(call.parent())) ? `(await ${text})` : `await ${text}`

/** What stands between the brackets of a call. */
export const givenText = (call: Node): string => call.field('arguments')?.text().slice(1, -1) ?? ''

/** The call around a part of it. */
export const callAround = (node: Node): Node | null =>
  kindOf(node) === 'call' ? node : (node.ancestors().find((one) => kindOf(one) === 'call') ?? null)
