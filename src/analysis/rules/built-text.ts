// Text that is put together from literals and values: templates, `+`, Sprintf, String.format, also by way of a variable.
import type { Node } from '../grammar.ts'
import { argumentsOf, calleeName } from './rule.ts'

/** `values`: the parts that are not known from the code; `at`: where the text is built. */
export type BuiltText = { literal: string; values: Node[]; at: Node }

export function builtText(node: Node): BuiltText {
  const at = source(node)
  const made: BuiltText = { literal: '', values: [], at }
  gather(at, made)
  return made
}

/** True when some part of the text may be whatever a caller wants. */
export const isDynamic = ({ values }: BuiltText) => values.some((value) => !isHarmless(value))

/** Literals side by side with at least one value that may be anything. */
export const isMixed = (text: BuiltText) => text.literal.trim() !== '' && isDynamic(text)

function gather(node: Node, into: BuiltText): void {
  const kind = String(node.kind())
  if (literalKinds.test(kind)) gatherLiteral(node, into)
  else if (kind === 'binary_expression' && operator(node) === '+') {
    for (const side of [node.field('left'), node.field('right')]) if (side) gather(side, into)
  } else if (kind === 'parenthesized_expression') gather(node.child(1) ?? node, into)
  else if (isFormat(node)) for (const part of argumentsOf(node)) gather(part, into)
  else into.values.push(node)
}

function gatherLiteral(node: Node, into: BuiltText) {
  const substitutions = node.children().filter((child) => child.kind() === 'template_substitution')
  into.literal += substitutions.reduce((text, one) => text.replace(one.text(), ' ? '), node.text())
  for (const one of substitutions) into.values.push(one.child(1) ?? one)
}

const literalKinds = /^(string|template_string|string_literal|interpreted_string_literal|raw_string_literal)$/

const operator = (node: Node) => node.field('operator')?.text()

function isFormat(node: Node): boolean {
  const call = /^(call_expression|method_invocation)$/.test(String(node.kind()))
  return call && /^(fmt\.Sprintf|fmt\.Sprint|String\.format)\(/.test(node.text()) && calleeName(node) !== ''
}

/** A variable that is given its value once, where it is declared, stands for that value. */
export function source(node: Node): Node {
  if (node.kind() !== 'identifier') return node
  const name = node.text()
  for (const scope of node.ancestors()) {
    if (!scopes.test(String(scope.kind()))) continue
    const given = assignments(scope, name)
    if (given.length === 1 && given[0] && given[0].range().start.index < node.range().start.index) return given[0]
    if (given.length > 0 || declaresParameter(scope, name)) return node
  }
  return node
}

const scopes =
  /^(program|source_file|class_body|statement_block|block|constructor_body|function_declaration|method_declaration|func_literal|arrow_function|function_expression|method_definition)$/

function assignments(scope: Node, name: string): Node[] {
  const statements = scope
    .children()
    .flatMap((child) => (child.kind() === 'statement_list' ? child.children() : [child.field('declaration') ?? child]))
  return statements.flatMap((statement) => {
    const declared = statement.children().filter((child) => child.kind() === 'variable_declarator')
    const assigned = statement.kind() === 'expression_statement' ? statement.child(0) : statement
    return [...declared, assigned].flatMap((target) => {
      const left = target?.field('name') ?? target?.field('left')
      const right = target?.field('value') ?? target?.field('right')
      if (left?.text() !== name || !right) return []
      return [right.kind() === 'expression_list' ? (right.child(0) ?? right) : right]
    })
  })
}

const declaresParameter = (scope: Node, name: string) =>
  (scope.field('parameters')?.text() ?? scope.field('parameter')?.text() ?? '').split(/\W+/).includes(name)

/** Numbers, constants in capitals, conversions to numbers, lists of placeholders, and variables that hold only such. */
function isHarmless(value: Node): boolean {
  const told = source(value)
  const text = told.text().trim()
  if (/^-?[\d._]+[nLlfFdD]?$|^(true|false|null|nil)$/.test(text)) return true
  if (/^([\w$]+\.)*_?[A-Z][A-Z0-9_]*$/.test(text)) return true
  if (
    /^(Number|parseInt|parseFloat|Boolean|len|strconv\.Itoa|Integer\.parseInt|Long\.parseLong|Integer\.valueOf|encodeURIComponent)\(/.test(
      text,
    )
  )
    return true
  if (/\.(length|size\(\))$|^\w*placeholders?$/i.test(text) || isPlaceholderList(text)) return true
  if (/(escape|quote)\w*\($|(^|\.)(escapeId|escape|escapeIdentifier|quoteIdentifier|QuoteIdentifier)\(/.test(text))
    return true
  if (literalKinds.test(String(told.kind())) || operator(told) === '+') return !isDynamic(builtText(told))
  if (told.kind() === 'ternary_expression') {
    const ways = [told.field('consequence'), told.field('alternative')]
    return ways.every((way) => way !== null && isHarmless(way))
  }
  return false
}

/** `ids.map(() => '?').join()` and the like. */
const isPlaceholderList = (text: string) => /\.(join|repeat)\(/.test(text) && /['"`]\s*[?,]+\s*['"`]|`\$\$\{/.test(text)
