// Work that is done again and again although once would do.

import { useTwin } from './fixes-async.ts'
import { pushInstead } from './fixes-bugs.ts'
import {
  above,
  bare,
  callee,
  functionAround,
  isFunction,
  isInside,
  isLoop,
  loopAround,
  type Node,
  nameOf,
  pathOf,
  within,
} from './node.ts'
import { type Script, type ScriptRule, slow } from './rule.ts'
import { declarationOf, fullName, usesOf, variableOf } from './scope.ts'

export const performanceRules: ScriptRule[] = [
  {
    ...slow(
      'copied-each-round',
      'CWE-407',
      'Everything gathered so far is copied in every round',
      'The time grows with the square of the number of items. Push onto one list, or set fields of one object, and join once at the end.',
    ),
    fix: pushInstead,
    kinds: ['CallExpression', 'AssignmentExpression'],
    onlyIn: /reduce|concat|\.\.\./,
    find: (node, file) => (node.type === 'CallExpression' ? copyingReduce(node) : copyingLoop(node, file)),
  },
  {
    ...slow(
      'regex-in-loop',
      'CWE-1050',
      'The same regular expression is compiled in every round',
      'Compiling is much slower than matching. Make it once, before the loop.',
    ),
    kinds: ['NewExpression', 'CallExpression'],
    onlyIn: /RegExp/,
    find: (made, file) => {
      const round = callee(made) === 'RegExp' ? roundAround(made) : null
      if (!round || !made.arguments?.length) return null
      const names = made.arguments.flatMap((one) =>
        [...within(one)].filter(({ type }) => type === 'Identifier' || type === 'ThisExpression'),
      )
      return names.every((name) => name.type === 'Identifier' && !changesIn(name, round, file)) ? made : null
    },
  },
  {
    ...slow(
      'blocking-call',
      'CWE-1322',
      'All other requests wait while this one works',
      'Node has one thread: until this call returns, nobody else is served. Use its asynchronous twin, and await it.',
    ),
    fix: useTwin,
    kinds: ['CallExpression'],
    onlyIn: /Sync\b/,
    find: (call, file) => {
      const full = fullName(call.callee, file)
      if (
        !/^(fs|fs-extra|crypto|child_process|zlib|bcrypt|bcryptjs)\.\w+Sync$/.test(full) ||
        /\.(existsSync|randomFillSync|hkdfSync)$/.test(full)
      )
        return null
      return [...above(call)].some((at) => isFunction(at) && isHandler(at)) ? call : null
    },
  },
]

/** `reduce((all, x) => ({ ...all, ... }))`, `[...all, x]`, `all.concat(x)`. */
function copyingReduce(call: Node): Node | null {
  const [step] = call.arguments ?? []
  const sum = step?.params?.[0]?.name
  if (!/\.reduce(Right)?$/.test(callee(call)) || !isFunction(step) || !sum) return null
  const isSum = (node: Node | undefined) => node?.type === 'Identifier' && node.name === sum
  return (
    [...within(step, false)].find((one) => {
      const items =
        one.type === 'ObjectExpression' ? one.properties : one.type === 'ArrayExpression' ? one.elements : undefined
      const copies =
        items?.some((item) => item?.type === 'SpreadElement' && isSum(item.argument)) ||
        (callee(one) === `${sum}.concat` && one.type === 'CallExpression') ||
        (callee(one) === 'Object.assign' &&
          one.arguments?.[0]?.type === 'ObjectExpression' &&
          one.arguments.some(isSum))
      return copies && /^(ArrowFunctionExpression|ReturnStatement)$/.test(one.parent?.type ?? '')
    }) ?? null
  )
}

/** `all = Buffer.concat([all, x])`, `all = [...all, x]` in a loop, or for each piece of a stream. */
function copyingLoop(node: Node, file: Script): Node | null {
  const { left, right } = node
  if (node.operator !== '=' || left?.type !== 'Identifier' || !right) return null
  const isAll = (one: Node | null | undefined) => one?.type === 'Identifier' && one.name === left.name
  const copies =
    (callee(right) === 'Buffer.concat' && right.arguments?.[0]?.elements?.some(isAll)) ||
    (right.type === 'ArrayExpression' &&
      right.elements?.some((one) => one?.type === 'SpreadElement' && isAll(one.argument))) ||
    (right.type === 'ObjectExpression' &&
      right.properties?.some((one) => one.type === 'SpreadElement' && isAll(one.argument))) ||
    (right.type === 'CallExpression' && callee(right) === `${left.name}.concat`)
  const round = copies ? (loopAround(node) ?? eachPiece(node)) : null
  const declared = declarationOf(variableOf(left, file))
  return round && declared && !isInside(declared, round) && /^(ForOf|ForIn|For)Statement|Expression$/.test(round.type)
    ? node
    : null
}

const eachPiece = (node: Node): Node | null => {
  const around = functionAround(node)
  const call = around?.parent
  const isData =
    call?.type === 'CallExpression' && /\.(on|addListener)$/.test(callee(call)) && call.arguments?.[0]?.value === 'data'
  return isData || (call?.type === 'CallExpression' && /\.forEach$/.test(callee(call))) ? around : null
}

/** A `for` over a list, or the function a list's method calls for each item. */
export function roundAround(node: Node): Node | null {
  for (const at of above(node)) {
    if (
      /^For(Of|In)?Statement$/.test(at.type) &&
      isInside(node, at.body as Node) &&
      (at.type !== 'ForStatement' || at.test)
    )
      return at
    if (isLoop(at)) return null
    if (isFunction(at))
      return at.parent?.type === 'CallExpression' &&
        /\.(map|forEach|filter|flatMap|some|every|find|reduce)$/.test(callee(at.parent)) &&
        at.parent.arguments?.[0] === at
        ? at
        : null
  }
  return null
}

/** Declared by the loop or inside of it. */
export function isBoundIn(name: Node, round: Node, file: Script): boolean {
  if (name.type === 'MemberExpression') return isBoundIn(bare(name.object) as Node, round, file)
  const declared = name.type === 'Identifier' ? variableOf(name, file)?.defs[0] : undefined
  return declared !== undefined && isInside(declared.name as unknown as Node, round)
}

export const changesIn = (name: Node, round: Node, file: Script): boolean => {
  const variable = variableOf(name, file)
  if (name.parent?.type === 'MemberExpression' && name.parent.property === name && !name.parent.computed) return false
  if (!variable) return !/^(RegExp|String|undefined|escapeRegExp)$/.test(name.name ?? '')
  if (isInside((variable.defs[0]?.name ?? round) as unknown as Node, round))
    return !isLocalToItself(variable.defs[0]?.name as unknown as Node, name, round)
  return usesOf(variable).some(
    (use) =>
      isInside(use, round) &&
      (variable.references.some((one) => (one.identifier as unknown) === use && one.isWrite()) ||
        (use.parent?.type === 'MemberExpression' &&
          /^(push|splice|shift|pop|unshift|sort|lastIndex)$/.test(use.parent.property?.name ?? ''))),
  )
}

/** A parameter of a function that stands inside of the expression itself. */
const isLocalToItself = (declared: Node | undefined, use: Node, round: Node): boolean => {
  const fn = declared ? functionAround(declared) : null
  return (
    fn !== null &&
    fn !== round &&
    isInside(fn, round) &&
    [...above(use)].includes(fn) &&
    [...above(fn)].some((at) => callee(at) === 'RegExp')
  )
}

function isHandler(fn: Node): boolean {
  const names = fn.params?.map((param) => pathOf(param.type === 'AssignmentPattern' ? param.left : param)) ?? []
  const answers = /^_?(res|response|reply)$/.test(names[1] ?? '') && /^_?(req|request)$/.test(names[0] ?? '')
  const isRoute =
    fn.parent?.type === 'CallExpression' &&
    /\.(get|post|put|patch|delete|all|use|route)$/.test(callee(fn.parent)) &&
    /^(ctx|context|c|req|request|_req)$/.test(names[0] ?? '') &&
    fn.parent.arguments?.[0] !== fn
  const isExported =
    /^(GET|POST|PUT|PATCH|DELETE|HEAD|loader|action)$/.test(nameOf(fn)) && fn.parent?.type === 'ExportNamedDeclaration'
  return answers || isRoute || isExported || (names[0] === 'ctx' && names[1] === 'next')
}
