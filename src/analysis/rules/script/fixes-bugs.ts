// Small mends for slips in scripts: one place, one meaning.

import { between, instead, isFree, quotedAs, textAt } from './mend.ts'
import { nearestType } from './nearest.ts'
import { bare, callee, functionAround, isInside, isText, lastOf, type Node, pathOf, within } from './node.ts'
import type { Script, ScriptFix } from './rule.ts'
import { declarationOf, functionOf, givenTo, readsOf, usesOf, variableOf, writesOf } from './scope.ts'

/** Only what may be written to can be given the result. */
export const keepResult: ScriptFix = (call, file) => {
  const target = call.callee?.object
  if (lastOf(callee(call)) === 'slice' || call.callee?.optional) return null
  const declared = variableOf(target, file)?.defs[0]
  const isVariable =
    target?.type === 'Identifier' &&
    declared !== undefined &&
    (declared.type === 'Parameter' || /^(let|var)$/.test((declared.parent as Node | undefined)?.kind ?? ''))
  const isField = target?.type === 'MemberExpression' && /^this\.\w+$/.test(pathOf(target))
  return isVariable || isField ? between('Assign the result', call.range[0], `${textAt(target, file)} = `) : null
}

export const throwError: ScriptFix = (thrown, file) =>
  thrown.type === 'ObjectExpression' || (thrown.type === 'Literal' && !isText(thrown))
    ? null
    : instead('Throw an Error', thrown, `new Error(${textAt(thrown, file)})`)

export const otherOperator: ScriptFix = (node, file) => {
  if (node.type === 'BinaryExpression')
    return node.operator === '>=' ? instead('Ask for more than nothing', node, `${textAt(node.left, file)} > 0`) : null
  // Of a longer chain, the other parts may be meant to stay as they are.
  if (node.parent?.type === 'LogicalExpression') return null
  const [left, right] = [textAt(node.left, file), textAt(node.right, file)]
  return instead('Use the other operator', node, `${left} ${node.operator === '||' ? '&&' : '||'} ${right}`)
}

export const swapArguments: ScriptFix = (call, file) => {
  const params = functionOf(call.callee, file)?.params?.map(
    (param) => (param.type === 'AssignmentPattern' ? param.left : param)?.name,
  )
  const args = call.arguments ?? []
  const crossed = args.filter((one, at) => one.name && params?.includes(one.name) && params[at] !== one.name)
  const [one, other, ...more] = crossed
  if (!one || !other || more.length > 0) return null
  const edits = [
    { at: one.range, newText: textAt(other, file) },
    { at: other.range, newText: textAt(one, file) },
  ]
  return { title: 'Swap the two', edits }
}

export const askTolerance: ScriptFix = (node, file) => {
  const [left, right] = [node.left, node.right].map((side) => textAt(side, file))
  const compare = node.operator?.startsWith('!') ? '>=' : '<'
  const subtracted = /^(Identifier|Literal|MemberExpression|CallExpression)$/.test(node.right?.type ?? '')
    ? right
    : `(${right})`
  return instead('Compare with a tolerance', node, `Math.abs(${left} - ${subtracted}) ${compare} 1e-9`)
}

export const spellType: ScriptFix = (node, file) => {
  const [asked, text] = isText(node.right) ? [node.left, node.right] : [node.right, node.left]
  const given = asked?.type === 'Identifier' ? givenTo(variableOf(asked, file)) : asked
  return given && text ? typeMend(node, given, text, file) : null
}

/** `typeof x === "strnig"`; null and lists are told by other means than typeof. */
export function typeMend(node: Node, given: Node, text: Node, file: Script) {
  const name = String(text.value)
  const argument = textAt(given.argument, file)
  const not = node.operator?.startsWith('!') ? '!' : ''
  if (name === 'array') return instead('Ask with Array.isArray', node, `${not}Array.isArray(${argument})`)
  if (name === 'null') return instead('Compare with null', node, `${argument} ${not || '='}== null`)
  const nearest = nearestType(name)
  return nearest ? instead(`Write "${nearest}"`, text, quotedAs(text, nearest)) : null
}

export const stopBefore: ScriptFix = (node, file) =>
  node.type === 'MemberExpression'
    ? node.property
      ? between('Take the last one', node.property.range[1], ' - 1')
      : null
    : instead('Stop before the end', node, `${textAt(node.left, file)} < ${textAt(node.right, file)}`)

/** Where items are taken out by what they are; an index would be one of another list. */
export const loopOverCopy: ScriptFix = (call, file) => {
  const [at] = call.arguments ?? []
  if (!/\.splice$/.test(callee(call)) || !/\.indexOf$/.test(callee(at))) return null
  const list = call.callee?.object
  for (let node: Node | undefined = call; node; node = node.parent) {
    const over =
      node.type === 'ForOfStatement' ? node.right : /\.forEach$/.test(callee(node)) ? node.callee?.object : null
    if (over && textAt(over, file) === textAt(list, file))
      return instead('Go over a copy', over, `[...${textAt(over, file)}]`)
  }
  return null
}

/** `for (var i ...)`, when nobody else has use for the variable. */
export const declareInside: ScriptFix = (fn, file) => {
  for (let at = fn.parent; at; at = at.parent) {
    const head = /^For(In|Of)Statement$/.test(at.type) ? at.left : at.type === 'ForStatement' ? at.init : undefined
    if (head?.kind !== 'var') continue
    const loop = at
    const isAlone = file.code
      .getDeclaredVariables(head as never)
      .every((one) => usesOf(one).every((use) => isInside(use, loop)) && one.defs.length === 1)
    return isAlone
      ? { title: 'Declare it anew in each round', edits: [{ at: [head.range[0], head.range[0] + 3], newText: 'let' }] }
      : null
  }
  return null
}

/** `all = [...all, x]` as `all.push(x)`, when the list was made here and is nobody else's yet. */
export const pushInstead: ScriptFix = (node, file) => {
  const { left, right, parent } = node
  const [first, ...rest] = right?.type === 'ArrayExpression' ? (right.elements ?? []) : []
  const variable = variableOf(left, file)
  const declared = declarationOf(variable)
  const isFresh = declared?.init?.type === 'ArrayExpression' && declared.init.elements?.length === 0
  if (!variable || !isFresh || first?.argument?.name !== left?.name || rest.length === 0) return null
  if (parent?.type !== 'ExpressionStatement' || functionAround(declared) !== functionAround(node)) return null
  if (writesOf(variable).length !== 2 || readsOf(variable).some((use) => use !== first?.argument && handsOn(use, node)))
    return null
  const items = rest.map((one) => textAt(one, file)).join(', ')
  return instead('Push onto the one list', node, `${left?.name}.push(${items})`)
}

/** Somebody may have kept the list of an earlier round. */
const handsOn = (use: Node, node: Node): boolean =>
  use.range[0] < node.range[1] && use.parent?.type !== 'MemberExpression' && use.parent?.type !== 'SpreadElement'

export const compareNumbers: ScriptFix = (call) =>
  between('Compare them as numbers', call.range[1] - 1, '(a, b) => a - b')

export const parseEach: ScriptFix = (call, file) => {
  const name = ['text', 'item', 'one'].find((one) => isFree(one, call, file))
  return name
    ? instead('Hand over the text alone', call.arguments?.[0], `(${name}) => Number.parseInt(${name}, 10)`)
    : null
}

/** A new one for each place. */
export const fillAnew: ScriptFix = (call, file) => {
  const made = bare(call.callee?.object)
  const [length, ...more] = callee(made) === 'Array' ? (made?.arguments ?? []) : []
  const [filled, ...range] = call.arguments ?? []
  const isOne = length && more.length === 0 && range.length === 0 && filled && ![...within(filled)].some(isArguments)
  const text = textAt(filled, file)
  const each = filled?.type === 'ObjectExpression' ? `(${text})` : text
  return isOne
    ? instead('Make a new one for each place', call, `Array.from({ length: ${textAt(length, file)} }, () => ${each})`)
    : null
}

const isArguments = ({ type, name }: Node) =>
  type === 'AwaitExpression' || type === 'YieldExpression' || name === 'arguments'
