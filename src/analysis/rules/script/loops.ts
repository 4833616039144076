// Loops that do not end, go too far, or change what they go through, and functions made in them.

import { declareInside, loopOverCopy } from './fixes-bugs.ts'
import { same } from './logic.ts'
import {
  above,
  callee,
  functionAround,
  isFunction,
  isInside,
  lastOf,
  loopAround,
  type Node,
  nameOf,
  statementsOf,
  within,
} from './node.ts'
import { bug, type Script, type ScriptRule } from './rule.ts'
import { functionOf, usesOf, variableOf, writesOf } from './scope.ts'

const sync =
  /^(map|filter|forEach|some|every|find|findIndex|findLast|reduce|reduceRight|flatMap|sort|replace|replaceAll|from|groupBy|toSorted|call|apply|test|expect|assert|then|runInContext|Promise|describe|it|all|race|allSettled|transaction|withTransaction|withLock|run|runExclusive|assign|entries|each)$/

export const loopRules: ScriptRule[] = [
  {
    ...bug(
      'closure-in-loop',
      'CWE-758',
      'high',
      'All functions made in this loop see the last value',
      'They share one variable, which has moved on when they run. Declare it inside of the loop, with `const` or `let`.',
    ),
    fix: declareInside,
    kinds: ['ArrowFunctionExpression', 'FunctionExpression'],
    onlyIn: /for|while/,
    find: (fn, file) => {
      const loop = loopAround(fn)
      if (!loop || runsAtOnce(fn)) return null
      const shared = file.code.getScope(fn as never).through.some(({ resolved, identifier }) => {
        if (!resolved || !isInside(identifier as unknown as Node, fn)) return false
        const declared = resolved.defs[0]?.parent as Node | undefined
        if (resolved.defs[0]?.type !== 'Variable' || !declared || functionAround(declared) !== functionAround(fn))
          return false
        const isOwn = isInside(declared, loop)
        const changes = writesOf(resolved).filter(
          (one) => isInside(one, loop) && (isOwn || one.parent?.type !== 'VariableDeclarator'),
        )
        return changes.length > 0 && (declared.kind === 'var' ? isOwn || changes.length > 0 : !isOwn)
      })
      return shared ? fn : null
    },
  },
  {
    ...bug(
      'modify-while-iterating',
      'CWE-662',
      'high',
      'The list is changed while it is gone through',
      'After an item is taken out, the next one moves into its place and is skipped. Make a new list with filter, or go through it from the end.',
    ),
    fix: loopOverCopy,
    kinds: ['CallExpression'],
    onlyIn: /splice|shift|pop/,
    find: (call, file) => {
      if (!/\.(splice|shift|unshift|pop)$/.test(callee(call)) || leavesNext(call)) return null
      const list = call.callee?.object
      for (const at of above(call)) {
        if (at.type === 'ForOfStatement' && at.body && isInside(call, at.body as Node) && same(at.right, list, file))
          return call
        const each =
          isFunction(at) && at.parent?.type === 'CallExpression' && /\.(forEach|map|filter)$/.test(callee(at.parent))
            ? at.parent
            : undefined
        if (each && same(each.callee?.object, list, file)) return call
        if (isFunction(at) && !each) return null
      }
      return null
    },
  },
  {
    ...bug(
      'endless-loop',
      'CWE-835',
      'high',
      'Nothing in this loop changes its condition',
      'Once it is true it stays true, and the program hangs. Change the variable in each round.',
    ),
    kinds: ['WhileStatement', 'DoWhileStatement'],
    find: (loop, file) => (isComparison(loop.test) && !mayEnd(loop, file) ? (loop.test ?? null) : null),
  },
  {
    ...bug(
      'endless-recursion',
      'CWE-674',
      'high',
      'The function calls itself with what it was given',
      'Nothing changes from call to call, so it never ends and the stack overflows. Pass the smaller part.',
    ),
    kinds: ['CallExpression'],
    find: (call, file) => {
      const around = [...above(call)].find((at) => isFunction(at) && nameOf(at) !== '' && nameOf(at) === callee(call))
      if (
        !around ||
        around.async ||
        around.generator ||
        !around.params?.length ||
        around.params.length !== call.arguments?.length
      )
        return null
      const unchanged = around.params.every(
        (param, index) =>
          param.type === 'Identifier' &&
          call.arguments?.[index]?.name === param.name &&
          writesOf(variableOf(call.arguments?.[index], file) as never).length === 0,
      )
      const inner = functionAround(call)
      const runsNow = inner === around || (inner && runsAtOnce(inner))
      const acts = [...within(around)].some(({ type }) =>
        /^(ExpressionStatement|IfStatement|SwitchStatement|TryStatement|ConditionalExpression|LogicalExpression|AssignmentExpression|AwaitExpression|UpdateExpression|YieldExpression)$/.test(
          type,
        ),
      )
      return unchanged && runsNow && !acts && functionOf(call.callee, file) === around ? call : null
    },
  },
]

/** Called before the next round begins: by a list's method, by itself, or awaited. */
function runsAtOnce(fn: Node): boolean {
  const { parent } = fn
  if (parent?.type === 'CallExpression') {
    if (parent.callee === fn) return true
    return (
      sync.test(lastOf(callee(parent))) ||
      [...above(parent)]
        .slice(0, 3)
        .some(({ type }) => /^(AwaitExpression|YieldExpression|ReturnStatement)$/.test(type))
    )
  }
  if (parent?.type === 'NewExpression') return /^(Promise|Proxy)$/.test(callee(parent))
  return (
    !/^(Property|AssignmentExpression|ArrayExpression)$/.test(parent?.type ?? '') || parent?.type === 'ArrayExpression'
  )
}

/** The loop is left right after it. */
function leavesNext(call: Node): boolean {
  const statement = [...above(call)].find(({ type }) => /Statement$|Declaration$/.test(type))
  if (statement?.type === 'ReturnStatement') return true
  const siblings = statement?.parent ? (Array.isArray(statement.parent.body) ? statement.parent.body : []) : []
  return siblings
    .slice(siblings.indexOf(statement as Node) + 1)
    .some(({ type }) => /^(Break|Return|Throw)Statement$/.test(type))
}

const isComparison = (test: Node | undefined) =>
  test?.type === 'BinaryExpression' && /^([<>]=?|[!=]==?)$/.test(test.operator ?? '')

/** Something in the test changes, the loop is left on its own account, or it cannot be told. */
function mayEnd(loop: Node, file: Script): boolean {
  const body = loop.body as Node
  const tests = [
    loop.test,
    ...[...within(body, false)].flatMap((one) =>
      /^(IfStatement|ConditionalExpression|SwitchStatement)$/.test(one.type) ? [one.test ?? one.discriminant] : [],
    ),
  ]
  if (
    [...within(body)].some(({ type }) =>
      /^(AwaitExpression|YieldExpression|BreakStatement|ThrowStatement|TryStatement)$/.test(type),
    )
  )
    return true
  if (statementsOf(loop).some(({ type }) => type === 'ReturnStatement')) return true
  return tests.some((test) => test !== undefined && mayChange(test, body, file))
}

function mayChange(test: Node, body: Node, file: Script): boolean {
  for (const at of within(test)) {
    if (/^(CallExpression|NewExpression|UpdateExpression|AssignmentExpression|ThisExpression)$/.test(at.type))
      return true
    if (
      at.type !== 'Identifier' ||
      (at.parent?.type === 'MemberExpression' && at.parent.property === at && !at.parent.computed)
    )
      continue
    const variable = variableOf(at, file)
    if (!variable) return true
    const around = functionAround(body)
    const isOthers = (one: Node) => functionAround(one) !== around && one.parent?.type !== 'VariableDeclarator'
    const isLocal = around !== null && !writesOf(variable).some(isOthers)
    if (!isLocal || writesOf(variable).some((one) => isInside(one, body))) return true
    // A list that is handed to somebody, or whose methods are called, may be another one after that.
    if (at.parent?.type !== 'MemberExpression' || at.parent.object !== at) continue
    const touched = usesOf(variable).some(
      (use) =>
        isInside(use, body) &&
        (use.parent?.type === 'CallExpression' ||
          (use.parent?.type === 'MemberExpression' && use.parent.object === use && isTouched(use.parent))),
    )
    if (touched) return true
  }
  return false
}

const isTouched = (member: Node): boolean =>
  (member.parent?.type === 'CallExpression' &&
    member.parent.callee === member &&
    !/^(slice|charAt|charCodeAt|at|includes|indexOf|startsWith|endsWith)$/.test(member.property?.name ?? '')) ||
  (member.parent?.type === 'AssignmentExpression' && member.parent.left === member) ||
  member.parent?.type === 'UpdateExpression'
