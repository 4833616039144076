// Mends for Java's settings and secrets: what is drawn, checked, shown and started.
import type { Node } from '../grammar.ts'
import { around, fileText, fixedText, kindOf, named, textOf, valueOfName } from './java-tree.ts'
import { argumentsOf, calleeName, type Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

const one = (title: string, at: Node | null | undefined, newText: string): Mend | null =>
  at ? { title, edits: [{ at, newText }] } : null

const drawn = 'Draw it with SecureRandom'
const made = /^new (java\.util\.)?Random\(.*\)$/s

/** SecureRandom is a Random, so the rest may stay. */
export const drawSafely: Fix = (call) => {
  if (/^(\w+\.)*Math\.random\(\)$/.test(call.text()))
    return one(drawn, call, 'new java.security.SecureRandom().nextDouble()')
  for (const node of [call.field('object'), ...argumentsOf(call)]) {
    if (!node) continue
    if (made.test(node.text())) return one(drawn, node, 'new java.security.SecureRandom()')
    const value = valueOfName(node, node.text().replace(/^this\./, ''))
    if (value && made.test(value.text())) return one(drawn, value, 'new java.security.SecureRandom()')
  }
  return null
}

/** The check that the same library makes by itself. */
export const checkHostName: Fix = (node) => {
  const name = 'NoopHostnameVerifier'
  const home = new RegExp(`import\\s+([\\w.]+)\\.${name};`).exec(fileText(node))?.[1]
  return home && node.text() === `${name}.INSTANCE`
    ? one('Check the name', node, `new ${home}.DefaultHostnameVerifier()`)
    : null
}

/** Out of the chain of calls, or the whole statement. */
export const leaveCheckOn: Fix = (name) => {
  const call = name.parent()
  if (!call || calleeName(call) !== 'csrf') return null
  const { parent, object } = { parent: call.parent(), object: call.field('object') }
  if (kindOf(parent) === 'expression_statement')
    return /^\w+$/.test(textOf(object))
      ? one('Leave the check on', parent, '')
      : one('Leave the check on', call, textOf(object))
  return kindOf(parent) === 'method_invocation' && object ? one('Leave the check on', call, object.text()) : null
}

export const printInside: Fix = (call) => one('Print it for the operator only', call.field('arguments'), '()')

/** `exec("convert -x " + file)`: each part an argument of its own. */
export const passAsList: Fix = (command) => {
  const call = around(command, 'method_invocation')
  const [left, right] = [command.field('left'), command.field('right')]
  const text = fixedText(left)
  const isWhole =
    call && calleeName(call) === 'exec' && argumentsOf(call)[0]?.id() === command.id() && named(command).length === 2
  if (!isWhole || !right || !text || !/^[\w./:=-]+( [\w./:=-]+)* $/.test(text) || /\b(sh|bash|cmd)\b/.test(text))
    return null
  const parts = text
    .trim()
    .split(' ')
    .map((part) => `"${part}"`)
  return one('Pass the arguments as a list', command, `new String[] {${[...parts, right.text()].join(', ')}}`)
}
