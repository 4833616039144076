// Small mends for what rules find in Java: one place, one meaning.
import type { Node } from '../grammar.ts'
import { declaredAs } from './java-names.ts'
import { around, fixedText, hasModifier, kindOf, methodText, named, textOf, typeOf } from './java-tree.ts'
import { argumentsOf, calleeName, type Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

const instead = (title: string, at: Node | null | undefined, newText: string): Mend | null =>
  at && at.text() !== newText ? { title, edits: [{ at, newText }] } : null

const sides = (node: Node): [string, string] => [textOf(node, 'left'), textOf(node, 'right')]
const not = (node: Node): string => (textOf(node, 'operator') === '!=' ? '!' : '')

export const askLiteral: Fix = (node) => {
  const [left, right] = sides(node)
  const [fixed, asked] = kindOf(node.field('left')) === 'string_literal' ? [left, right] : [right, left]
  return instead('Compare with equals', node, `${not(node)}${fixed}.equals(${asked})`)
}

export const askEquals: Fix = (node) =>
  instead('Compare with Objects.equals', node, `${not(node)}java.util.Objects.equals(${sides(node).join(', ')})`)

export const askArrays: Fix = (call) =>
  instead(
    'Compare with Arrays.equals',
    call,
    `java.util.Arrays.equals(${textOf(call, 'object')}, ${argumentsOf(call)[0]?.text()})`,
  )

export const askTolerance: Fix = (node) => {
  const [left, right] = sides(node)
  return instead('Compare with a tolerance', node, `Math.abs((${left}) - (${right})) ${not(node) ? '>=' : '<'} 1e-9`)
}

export const keepResult: Fix = (node) => {
  const name = textOf(named(node)[0], 'object')
  const declared = declaredAs(node, name)?.node
  // The words before a local name are its declaration's, those before a parameter its own.
  const isFinal = [declared, declared?.parent()].some((one) => one && hasModifier(one, 'final'))
  return /^\w+$/.test(name) && declared && !isFinal
    ? instead('Assign the result', node, `${name} = ${node.text()}`)
    : null
}

export const startThread: Fix = (call) => instead('Start the thread', call.field('name'), 'start')

export const quoteNumber: Fix = (made) => {
  const [number] = argumentsOf(made)
  return instead('Pass the number as text', number, `"${number?.text().replace(/[dDfF]$/, '')}"`)
}

const firstArgument =
  (title: string, newText: string): Fix =>
  (call) =>
    instead(title, argumentsOf(call)[0], newText)

export const useSha256: Fix = (call) =>
  fixedText(argumentsOf(call)[0]) ? firstArgument('Use SHA-256', '"SHA-256"')(call) : null
export const useNewTls: Fix = firstArgument('Use a current version of TLS', '"TLS"')
export const lengthenKey: Fix = firstArgument('Use 3072 bits', '3072')

export const compareEvenly: Fix = (call) =>
  /^(java\.util\.)?Arrays$/.test(textOf(call, 'object'))
    ? instead(
        'Compare with MessageDigest.isEqual',
        call,
        `java.security.MessageDigest.isEqual${textOf(call, 'arguments')}`,
      )
    : null

export const leaveSeed: Fix = (node) =>
  kindOf(node) === 'object_creation_expression'
    ? instead('Let it seed itself', node.field('arguments'), '()')
    : instead('Let it seed itself', around(node, 'expression_statement'), '')

export const setFlags: Fix = (node) => {
  if (kindOf(node) === 'method_invocation') return firstArgument('Switch it on', 'true')(node)
  const statement = around(node, 'local_variable_declaration')
  const name = textOf(around(node, 'variable_declarator'), 'name')
  if (!statement || !name) return null
  return instead(
    'Set both flags',
    statement,
    `${statement.text()}${behind(statement)}${name}.setSecure(true);${behind(statement)}${name}.setHttpOnly(true);`,
  )
}

/** A line break and as many blanks as the statement stands in. */
const behind = (node: Node): string => `\n${' '.repeat(node.range().start.column)}`

export const endDebugging: Fix = (node) =>
  kindOf(node) === 'annotation'
    ? instead('Take the switch out', node, '@EnableWebSecurity')
    : firstArgument('Switch it off', 'false')(node)

export const useHttps: Fix = (node) => instead('Use https', node, node.text().replace('http://', 'https://'))

export const useBcrypt: Fix = (node) =>
  instead('Use BCryptPasswordEncoder', node, 'new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder()')

export const useCookies: Fix = (call) =>
  instead(
    'Keep sessions in cookies',
    call.field('arguments'),
    textOf(call, 'arguments').replace('SessionTrackingMode.URL', 'SessionTrackingMode.COOKIE'),
  )

export const catchExceptions: Fix = (caught) =>
  instead('Catch Exception', caught, caught.text().replace(/\b(java\.lang\.)?(Throwable|Error)\b/, 'Exception'))

export const throwIt: Fix = (node) => instead('Throw it', node, `throw ${node.text()}`)

const absent: Record<string, string> = {
  Integer: '0',
  Short: '(short) 0',
  Long: '0L',
  Double: '0.0',
  Float: '0f',
  Boolean: 'false',
}

export const getOrDefault: Fix = (call) => {
  const type = /,\s*(\w+)>$/.exec(typeOf(call.field('object') ?? call))?.[1] ?? ''
  const other = absent[type]
  return other
    ? instead(
        'Say what it is when nothing is there',
        call,
        `${textOf(call, 'object')}.getOrDefault(${argumentsOf(call)[0]?.text()}, ${other})`,
      )
    : null
}

export const closeToOthers: Fix = (node) => {
  if (calleeName(node) === 'setWritable')
    return instead('Let only the owner write', node.field('arguments'), '(true, true)')
  const [rights] = argumentsOf(node)
  const text = fixedText(rights)
  return text ? instead('Let others only read', rights, `"${text.slice(0, 7)}-${text.slice(8)}"`) : null
}

export const askLess: Fix = (condition) =>
  instead('Stop before the end', condition, condition.text().replace('<=', '<'))

export const askItself: Fix = (condition) => {
  const [, name, value] = /^\(\s*([\w.]+)\s*=\s*(true|false)\s*\)$/.exec(condition.text()) ?? []
  return name ? instead('Ask instead of assigning', condition, value === 'true' ? `(${name})` : `(!${name})`) : null
}

export const otherOperator: Fix = (node) => {
  // Of a longer chain, the other parts may be meant to stay as they are.
  if (/^(&&|\|\|)$/.test(textOf(node.parent(), 'operator'))) return null
  const [left, right] = sides(node)
  return instead('Use the other operator', node, `${left} ${textOf(node, 'operator') === '||' ? '&&' : '||'} ${right}`)
}

export const divideAsDouble: Fix = (node) => instead('Divide as decimal numbers', node, `(double) ${node.text()}`)

export const endCase: Fix = (statement) =>
  instead('End the case', statement, `${statement.text()}${behind(statement)}break;`)

export const askAgain: Fix = (call) => {
  const question = around(call, 'if_statement')
  return question && !question.field('alternative')
    ? instead('Ask in a loop', question, question.text().replace(/^if/, 'while'))
    : null
}

const plainTypes: Record<string, string> = { Integer: 'int', Long: 'long', Double: 'double' }

export const plainCounter: Fix = (node) => {
  const type = node.field('type')
  const plain = plainTypes[type?.text() ?? '']
  const name = textOf(
    named(node).find((one) => kindOf(one) === 'variable_declarator'),
    'name',
  )
  // A plain number has no methods and is never null.
  const isObject = new RegExp(`\\b${name}(\\.|\\s*[!=]=\\s*null|::)|\\b${name}\\s*=\\s*(null|[\\w.]+\\()`).test(
    methodText(node),
  )
  return plain && !isObject ? instead('Use the plain type', type, plain) : null
}

export const waitForIt: Fix = (statement) => {
  const call = named(statement)[0]
  return call && /^CompletableFuture</.test(typeOf(call))
    ? instead('Wait for it', statement, `${call.text()}.join();`)
    : null
}

export const refuseDoctypes: Fix = (node) => {
  const statement = around(node, 'local_variable_declaration')
  const name = textOf(around(node, 'variable_declarator'), 'name')
  if (!statement || !name || !/Factory$/.test(textOf(node, 'object'))) return null
  const call = /XMLInputFactory$/.test(textOf(node, 'object'))
    ? 'setProperty(javax.xml.stream.XMLInputFactory.SUPPORT_DTD, false)'
    : 'setFeature("http://apache.org/xml/features/disallow-doctype-decl", true)'
  return instead('Switch document types off', statement, `${statement.text()}${behind(statement)}${name}.${call};`)
}
