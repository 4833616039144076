// JavaScript and TypeScript, read for dataflow: expressions, patterns and JSX.
import type { Node } from '../../grammar.ts'
import type { Arg, Comparison, Expr } from '../ir.ts'
import { join, named, other, text, unescaped } from './children.ts'
import { plain } from './javascript-declarations.ts'
import { markCallbacks } from './javascript-functions.ts'
import { entryOf, markup } from './javascript-objects.ts'
import type { Reader } from './javascript-reader.ts'

type Read = (node: Node | null | undefined) => Expr

export const expressionReader =
  (reader: Reader): Read =>
  (node) => {
    return node ? read(reader, node) : other(reader.root)
  }

function read(reader: Reader, node: Node): Expr {
  const { expression } = reader
  const field = (name: string) => node.field(name)
  const all = (nodes: Node[]) => nodes.map(expression)
  const inner = () => (named(node)[0] ? expression(named(node)[0]) : other(node))
  switch (node.kind()) {
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function':
      return { kind: 'function', fn: reader.functionOf(node, field('name')?.text() ?? ''), at: node }
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'shorthand_property_identifier_pattern':
    case 'this':
    case 'super':
      return { kind: 'name', name: node.text(), at: node }
    case 'undefined':
    case 'null':
      return { kind: 'literal', value: null, at: node }
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.kind() === 'true', at: node }
    case 'number':
      return { kind: 'literal', value: Number(node.text().replace(/[_n]/g, '')) || 0, at: node }
    case 'string':
      return text(node, unescaped(node.text().slice(1, -1)))
    case 'template_string':
      return template(expression, node)
    case 'member_expression':
      return { kind: 'member', object: expression(field('object')), name: field('property')?.text() ?? '', at: node }
    case 'subscript_expression':
      return { kind: 'index', object: expression(field('object')), key: expression(field('index')), at: node }
    case 'call_expression':
      return called(reader, node)
    case 'new_expression':
      return {
        kind: 'call',
        callee: expression(field('constructor')),
        args: argumentsOf(expression, field('arguments')),
        made: true,
        at: node,
      }
    case 'binary_expression':
      return binary(expression, node)
    case 'unary_expression': {
      const argument = expression(field('argument'))
      return field('operator')?.text() === '!'
        ? { kind: 'logic', op: 'not', parts: [argument], at: node }
        : other(node, [argument])
    }
    case 'ternary_expression':
      return {
        kind: 'choice',
        test: expression(field('condition')),
        options: [expression(field('consequence')), expression(field('alternative'))],
        at: node,
      }
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return { kind: 'set', target: expression(field('left')), value: expression(field('right')), at: node }
    case 'object':
    case 'object_pattern':
      return { kind: 'map', entries: named(node).flatMap((entry) => entryOf(reader, entry)), at: node }
    case 'array':
    case 'array_pattern':
      return { kind: 'list', items: all(named(node)), at: node }
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return expression(field('left'))
    case 'await_expression':
    case 'parenthesized_expression':
    case 'non_null_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'spread_element':
    case 'rest_pattern':
    case 'yield_expression':
    case 'jsx_expression':
      return inner()
    case 'type_assertion':
      return expression(named(node).at(-1))
    case 'sequence_expression':
      return { kind: 'choice', test: null, options: all(named(node).slice(-1)), at: node }
    case 'class':
      reader.classOf(node)
      return other(node)
    case 'jsx_element':
    case 'jsx_self_closing_element':
    case 'jsx_fragment':
      return markup(expression, node)
    case 'regex': {
      const pattern = text(node, field('pattern')?.text() ?? '')
      return {
        kind: 'call',
        callee: { kind: 'name', name: 'RegExp', at: node },
        args: [{ value: pattern }],
        made: true,
        at: node,
      }
    }
    case 'comment':
      return other(node)
    default:
      return other(
        node,
        all(
          named(node).filter(
            (child) =>
              /expression|identifier$|string|call|object|array/.test(String(child.kind())) &&
              !/type/.test(String(child.kind())),
          ),
        ),
      )
  }
}

function template(expression: Read, node: Node): Expr {
  const parts = node.children().flatMap((child): Expr[] => {
    if (child.kind() === 'string_fragment') return [text(child, child.text())]
    if (child.kind() === 'escape_sequence') return [text(child, unescaped(child.text()))]
    return child.kind() === 'template_substitution' ? [expression(named(child)[0])] : []
  })
  const [only] = parts
  if (parts.length === 0) return text(node, '')
  return parts.length === 1 && only?.kind === 'text' ? { ...only, at: node } : join(node, parts)
}

/** `require('x')`, wherever it stands, is known by a name that no code can have. */
function loadedModule(reader: Reader, node: Node): Expr | null {
  const loaded = /^require\(\s*['"]([^'"]+)['"]\s*\)$/.exec(node.text())?.[1]
  if (loaded === undefined) return null
  reader.unit.imports.set(`module:${loaded}`, plain(loaded))
  return { kind: 'name', name: `module:${loaded}`, at: node }
}

function called(reader: Reader, node: Node): Expr {
  const { expression } = reader
  const callee = expression(node.field('function'))
  if (callee.kind === 'name' && callee.name === 'require')
    return (
      loadedModule(reader, node) ?? {
        kind: 'call',
        callee,
        args: argumentsOf(expression, node.field('arguments')),
        at: node,
      }
    )
  const list = node.field('arguments')
  // A tag gets the values apart from the text: what it makes of them is its own affair.
  if (list?.kind() === 'template_string')
    return {
      kind: 'call',
      callee,
      args: named(list)
        .filter((child) => child.kind() === 'template_substitution')
        .map((child) => ({ value: expression(named(child)[0]) })),
      at: node,
    }
  const args = argumentsOf(expression, list)
  // a.concat(b), [a, b].join('')
  if (
    callee.kind === 'member' &&
    callee.name === 'concat' &&
    (callee.object.kind === 'text' || callee.object.kind === 'join')
  )
    return join(node, [callee.object, ...args.map(({ value }) => value)])
  if (callee.kind === 'member' && callee.name === 'join' && callee.object.kind === 'list')
    return join(node, callee.object.items)
  markCallbacks(callee, args)
  return { kind: 'call', callee, args, at: node }
}

const argumentsOf = (expression: Read, list: Node | null): Arg[] =>
  named(list).map(
    (arg): Arg =>
      arg.kind() === 'spread_element' ? { value: expression(arg), spread: true } : { value: expression(arg) },
  )

const comparisons: Record<string, Comparison> = {
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  in: 'in',
  instanceof: 'is a',
}

/** `a + b + c` leans to the left: gone down in a loop, for a text may have thousands of parts. */
function joinOf(expression: Read, node: Node): Expr {
  const parts: Node[] = []
  let at: Node | null = node
  while (at?.kind() === 'binary_expression' && at.field('operator')?.text() === '+') {
    const right = at.field('right')
    if (right) parts.push(right)
    at = at.field('left')
  }
  if (at) parts.push(at)
  const told = parts.reverse().map(expression)
  return join(
    node,
    told.flatMap((part) => (part.kind === 'join' ? part.parts : [part])),
  )
}

function binary(expression: Read, node: Node): Expr {
  const operator = node.field('operator')?.text() ?? ''
  const [leftNode, rightNode] = [node.field('left'), node.field('right')]
  if (operator === '+') return joinOf(expression, node)
  const [left, right] = [expression(leftNode), expression(rightNode)]
  if (operator === '&&' || operator === '||')
    return { kind: 'logic', op: operator === '&&' ? 'and' : 'or', parts: [left, right], at: node }
  if (operator === '??') return { kind: 'choice', test: null, options: [left, right], at: node }
  const asked = /^typeof\s+([\s\S]+)$/.exec(leftNode?.text() ?? '')
  if (asked && leftNode?.field('argument') && /^[!=]==?$/.test(operator)) {
    const isA: Expr = { kind: 'compare', op: 'is a', left: expression(leftNode.field('argument')), right, at: node }
    return operator.startsWith('!') ? { kind: 'logic', op: 'not', parts: [isA], at: node } : isA
  }
  const op = comparisons[operator]
  if (op === 'is a') return { kind: 'compare', op, left, right: text(node, rightNode?.text() ?? ''), at: node }
  return op ? { kind: 'compare', op, left, right, at: node } : other(node, [left, right])
}
