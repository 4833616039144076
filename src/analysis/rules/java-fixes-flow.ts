// Mends for Java that reach over a few lines: a try around what may fail, loops over copies and entries, names put right.
import type { Node } from '../grammar.ts'
import {
  around,
  bare,
  fileText,
  hasModifier,
  kindOf,
  methodAround,
  named,
  textOf,
  typeOfName,
  valueOfName,
  within,
} from './java-tree.ts'
import { argumentsOf, calleeName, type Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

const one = (title: string, at: Node | null | undefined, newText: string): Mend | null =>
  at ? { title, edits: [{ at, newText }] } : null

const startOf = (node: Node) => node.range().start.index
const endOf = (node: Node) => node.range().end.index

/** The blanks that the line of a node begins with. */
const indentOf = (node: Node): string => {
  const text = fileText(node)
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', startOf(node) - 1) + 1))?.[0] ?? ''
}

/** By how much a node stands further in than what it is in. */
const unitOf = (node: Node): string => {
  const [inner, outer] = [indentOf(node), indentOf(node.parent() ?? node)]
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  '
}

/** From the first statement to before the last in a `try`, the last in its `finally`; null where a text would change. */
function tryFinally(title: string, first: Node, last: Node): Mend | null {
  const block = first.parent()
  if (!block) return null
  const whole = block.text()
  const [from, to] = [startOf(first) - startOf(block), startOf(last) - startOf(block)]
  const [indent, tried] = [indentOf(first), whole.slice(from, to).trimEnd()]
  if (tried.includes('"""') || indentOf(last) !== indent) return null
  const unit = unitOf(first)
  const inner = tried.replace(/\n(?=[ \t]*\S)/g, `\n${unit}`)
  const text = `try {\n${indent}${unit}${inner}\n${indent}} finally {\n${indent}${unit}${last.text()}\n${indent}}`
  return one(title, block, whole.slice(0, from) + text + whole.slice(to + last.text().length))
}

export const countDownAtEnd: Fix = (last) => {
  const [first] = named(last.parent())
  return first ? tryFinally('Count down in a finally', first, last) : null
}

export const unlockAtEnd: Fix = (statement) => {
  const lock = textOf(named(statement)[0], 'object')
  const all = named(statement.parent())
  const at = all.findIndex((each) => each.id() === statement.id())
  const end = all.findIndex((each, index) => index > at && each.text() === `${lock}.unlock();`)
  const [first, last] = [all[at + 1], all[end]]
  const unlocks = methodAround(statement)?.text().split(`${lock}.unlock(`).length ?? 0
  if (!first || !last || end <= at + 1 || unlocks !== 2) return null
  const behind = all
    .slice(end + 1)
    .map((each) => each.text())
    .join('\n')
  const isNeeded = all
    .slice(at + 1, end)
    .filter((each) => kindOf(each) === 'local_variable_declaration')
    .some((each) => named(each).some((part) => new RegExp(`\\b${textOf(part, 'name') || '\\0'}\\b`).test(behind)))
  return isNeeded ? null : tryFinally('Unlock in a finally', first, last)
}

/** From 0 it goes up, from a length it goes down. */
export const turnLoop: Fix = (condition) => {
  const loop = condition.parent()
  const [step] = loop?.fieldChildren('update').filter((each) => each.isNamed()) ?? []
  const from = /=\s*(.+?);?$/.exec(textOf(loop, 'init'))?.[1] ?? ''
  const goesUp = /\+\+/.test(textOf(step))
  if (goesUp ? !/size\(\)|length/.test(from) : !/^[01]$/.test(from)) return null
  return one('Count the other way', step, goesUp ? textOf(step).replace('++', '--') : textOf(step).replace('--', '++'))
}

export const loopOverCopy: Fix = (call) => {
  const over = around(call, 'enhanced_for_statement')?.field('value')
  const type = over ? typeOfName(over, over.text().replace(/\..*/s, '')) : ''
  return over && /^(\w*(List|Set|Map|Queue|Deque|Collection))</.test(type)
    ? one('Go over a copy', over, `new java.util.ArrayList<>(${over.text()})`)
    : null
}

/** Key and value of one entry, in place of a look-up for each. */
export const loopOverEntries: Fix = (value) => {
  const loop = value.parent()
  const body = loop?.field('body')
  const [map, key] = [textOf(value, 'object'), textOf(loop, 'name')]
  const [, types] = /^\w*Map<(.*)>$/s.exec(typeOfName(value, map)) ?? []
  const entry = ['entry', 'pair'].find((name) => !new RegExp(`\\b${name}\\b`).test(methodAround(value)?.text() ?? ''))
  const [type, name] = [loop?.field('type'), loop?.field('name')]
  const isChanged = new RegExp(`\\b${map}\\.(put|remove|clear|merge|compute)\\w*\\(|\\b${key}\\s*=[^=]`).test(
    textOf(body),
  )
  if (!body || !types || !entry || !type || !name || isChanged || !/^\w+$/.test(map)) return null
  const gets = within(body, 'method_invocation').filter((call) => call.text() === `${map}.get(${key})`)
  const uses = within(body, 'identifier').filter(
    (each) =>
      each.text() === key &&
      !isMember(each) &&
      !gets.some((call) => startOf(call) <= startOf(each) && endOf(each) <= endOf(call)),
  )
  const imported = /import\s+java\.util\.(\*|Map);/.test(fileText(value)) ? '' : 'java.util.'
  return {
    title: 'Go over the entries',
    edits: [
      { at: type, newText: type.text() === 'var' ? 'var' : `${imported}Map.Entry<${types}>` },
      { at: name, newText: entry },
      { at: value, newText: `${map}.entrySet()` },
      ...gets.map((at) => ({ at, newText: `${entry}.getValue()` })),
      ...uses.map((at) => ({ at, newText: `${entry}.getKey()` })),
    ],
  }
}

/** The name of a method or of a field behind a dot. */
const isMember = (node: Node): boolean => {
  const parent = node.parent()
  const field = kindOf(parent) === 'method_invocation' ? 'name' : 'field'
  return parent?.field(field)?.id() === node.id() && kindOf(parent) !== 'enhanced_for_statement'
}

export const endThread: Fix = (caught) => {
  const clause = caught.parent()
  const body = clause?.field('body')
  const method = around(caught, 'lambda_expression', 'method_declaration')
  if (!clause || !body || textOf(method, 'type') !== 'void' || /continue/.test(body.text())) return null
  const indent = indentOf(clause)
  const lines = ['Thread.currentThread().interrupt();', 'return;'].map(
    (line) => `\n${indent}${unitOf(clause.parent() ?? clause)}${line}`,
  )
  return one('Mark the thread and end', body, body.text().replace(/\s*\}$/, `${lines.join('')}\n${indent}}`))
}

/** Over the fields that `equals` looks at. */
export const addHash: Fix = (name) => {
  const method = name.parent()
  const fields = named(method?.parent()).filter(
    (each) => kindOf(each) === 'field_declaration' && !hasModifier(each, 'static'),
  )
  const used = fields.filter((each) =>
    fieldsOf(each).some((field) => new RegExp(`\\b${field}\\b`).test(textOf(method))),
  )
  const names = used.flatMap(fieldsOf).filter((field) => new RegExp(`\\b${field}\\b`).test(textOf(method)))
  if (!method || names.length === 0 || used.some((each) => /\[\]/.test(each.text().split('=')[0] ?? ''))) return null
  const indent = indentOf(method)
  const lines = [
    '@Override',
    'public int hashCode() {',
    `${unitOf(method)}return java.util.Objects.hash(${names.join(', ')});`,
    '}',
  ]
  return one(
    'Write hashCode over the same fields',
    method,
    [`${method.text()}\n`, ...lines.map((line) => indent + line)].join('\n'),
  )
}

const fieldsOf = (declaration: Node): string[] =>
  named(declaration)
    .filter((each) => kindOf(each) === 'variable_declarator')
    .map((each) => textOf(each, 'name'))

export const shareSafely: Fix = (call) => {
  const object = call.field('object')
  const made = object ? valueOfName(object, object.text()) : null
  const declared = object ? typeOfName(object, object.text()).replace(/<.*/s, '') : ''
  const text = made?.text() ?? ''
  const safe: Record<string, [RegExp, string]> = {
    Map: [/^new (java\.util\.)?HashMap<[^>]*>\(\)$/, 'new java.util.concurrent.ConcurrentHashMap<>()'],
    Set: [/^new (java\.util\.)?HashSet<[^>]*>\(\)$/, 'java.util.concurrent.ConcurrentHashMap.newKeySet()'],
    List: [/^new (java\.util\.)?(ArrayList|LinkedList)<[^>]*>\(\)$/, `java.util.Collections.synchronizedList(${text})`],
  }
  const [plain, newText] = safe[declared] ?? []
  return newText && plain?.test(text) ? one('Use a collection that threads may share', made, newText) : null
}

/** Files.move throws where renameTo answers false; the method must let that pass. Both take the target's place. */
export const moveFile: Fix = (statement) => {
  const [call] = named(statement)
  const [target] = call ? argumentsOf(call) : []
  const object = call?.field('object')
  const method = around(statement, 'lambda_expression', 'method_declaration', 'constructor_declaration')
  const head = textOf(method).split('{')[0] ?? ''
  return call && object && target && calleeName(call) === 'renameTo' && /throws\s[^{]*\b(IO)?Exception\b/.test(head)
    ? one(
        'Move it with Files.move',
        call,
        `java.nio.file.Files.move(${object.text()}.toPath(), ${target.text()}.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING)`,
      )
    : null
}

/** `name = name` in a constructor or a setter whose parameter has the name of a field. */
export const keepInField: Fix = (node) => {
  const left = node.field('left')
  const name = textOf(left)
  const method = methodAround(node)
  const isParameter = named(method?.field('parameters')).some((each) => textOf(each, 'name') === name)
  const isField = named(method?.parent()).some(
    (each) => kindOf(each) === 'field_declaration' && fieldsOf(each).includes(name),
  )
  return isParameter && isField && kindOf(bare(node)) === 'assignment_expression'
    ? one('Keep it in the field', left, `this.${name}`)
    : null
}
