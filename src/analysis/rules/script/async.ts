// Promises that nobody waits for, and what happens between two of them.
import { awaitAll, loopInstead, putAwait, waitFirst } from './fixes-async.ts'
import {
  above,
  callee,
  functionAround,
  isFunction,
  isInside,
  lastOf,
  type Node,
  nameOf,
  pathOf,
  statementsOf,
  within,
} from './node.ts'
import { bug, type Script, type ScriptRule } from './rule.ts'
import { declarationOf, fullName, functionOf, readsOf, variableOf, writesOf } from './scope.ts'

const lost = 'The code goes on before it has ended, and its errors are lost. Put `await` before the call.'

export const asyncRules: ScriptRule[] = [
  {
    ...bug(
      'forgotten-await',
      'CWE-252',
      'high',
      'The result of an async function is used without await',
      'A promise is not its result: as a condition it is always true, and its fields are undefined. Put `await` before the call.',
    ),
    fix: putAwait,
    kinds: ['CallExpression'],
    onlyIn: /async/,
    find: (call, file) => (isAsyncCall(call, file) && (isAsked(call) || isOpened(call, file)) ? call : null),
  },
  {
    ...bug('floating-promise', 'CWE-252', 'medium', 'Nobody waits for this promise', lost),
    fix: putAwait,
    kinds: ['ExpressionStatement'],
    onlyIn: /async/,
    find: (statement, file) => {
      const call = statement.expression as Node
      const around = functionAround(statement)
      if (call.type !== 'CallExpression' || !around?.async || background.test(lastOf(callee(call)))) return null
      if (/^fs(\.|\/)promises\.\w+$/.test(fullName(call.callee, file))) return call
      if (!isAsyncCall(call, file)) return null
      const inTry = [...above(statement)].some(
        (at) => at.type === 'TryStatement' && isInside(statement, at.block) && isInside(at, around),
      )
      return inTry && !catchesItself(functionOf(call.callee, file)) ? call : null
    },
  },
  {
    ...bug(
      'async-predicate',
      'CWE-252',
      'high',
      'An async function decides here, and a promise always says yes',
      'The array method does not wait: it sees a promise, which counts as true. Wait for all answers first, with Promise.all.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /async/,
    find: (call) => {
      const [first] = call.arguments ?? []
      return call.callee?.type === 'MemberExpression' &&
        /^(filter|some|every|find|findIndex|findLast|sort)$/.test(call.callee.property?.name ?? '') &&
        isFunction(first) &&
        first?.async
        ? first
        : null
    },
  },
  {
    ...bug(
      'async-for-each',
      'CWE-252',
      'medium',
      '`forEach` does not wait for an async function',
      'All rounds start at once, the code after the loop runs before they end, and their errors are lost. Use `for (const x of list)` with await, or Promise.all with map.',
    ),
    fix: loopInstead,
    kinds: ['CallExpression'],
    onlyIn: /forEach/,
    find: (call) => {
      const [first] = call.arguments ?? []
      const awaits = first?.async === true && [...within(first, false)].some(({ type }) => type === 'AwaitExpression')
      return call.callee?.property?.name === 'forEach' && awaits ? (call.callee ?? null) : null
    },
  },
  {
    ...bug(
      'awaited-array',
      'CWE-252',
      'high',
      '`await` does nothing for an array of promises',
      'The array itself is no promise, so nothing is waited for. Put Promise.all around it.',
    ),
    fix: awaitAll,
    kinds: ['AwaitExpression'],
    onlyIn: /async/,
    find: ({ argument }) =>
      argument?.type === 'CallExpression' &&
      /^(map|flatMap)$/.test(argument.callee?.property?.name ?? '') &&
      argument.arguments?.[0]?.async
        ? argument
        : null,
  },
  {
    ...bug(
      'update-around-await',
      'CWE-362',
      'medium',
      'Another call may change this value while this one waits',
      'The old value is read first, then the function waits, and then it writes over what others have written meanwhile. Wait first, and read and write in one go.',
    ),
    fix: waitFirst,
    kinds: ['AssignmentExpression'],
    onlyIn: /await/,
    find: (node, file) => {
      const { left, right } = node
      const waits = [...within(right, false)].find(({ type }) => type === 'AwaitExpression')
      if (!waits || !left || !right || !isShared(left, node, file)) return null
      if (/^(\+|-|\*)=$/.test(node.operator ?? '')) return node
      const path = pathOf(left)
      const readsBefore = [...within(right, false)].some(
        (one) =>
          one.type === left.type &&
          pathOf(one) === path &&
          one.range[0] < waits.range[0] &&
          one.range[1] <= waits.range[0],
      )
      return node.operator === '=' && readsBefore ? node : null
    },
  },
  {
    ...bug(
      'stale-effect',
      'CWE-362',
      'medium',
      'A slow answer may overwrite a newer one',
      'When the inputs change quickly, answers come back in any order, and the last one to arrive is shown. Return a cleanup that marks the effect as outdated, or aborts the request.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /useEffect/,
    find: (call, file) => {
      const [effect, inputs] = call.arguments ?? []
      if (!/^(React\.)?useEffect$/.test(callee(call)) || !inputs?.elements?.length || !effect || hasCleanup(effect))
        return null
      if (/abort|signal|cancel|ignore|mounted|current\b|stale|active/i.test(file.text.slice(...effect.range)))
        return null
      return staleSet(effect) ?? null
    },
  },
]

/** Meant to run by themselves. */
const background =
  /^(start|run|init|loop|schedule|track|log|notify|report|emit|main|poll|prefetch|refresh|warm|tick|listen|watch|preload|bootstrap|next)/i

function isAsyncCall(call: Node, file: Script): boolean {
  const fn = functionOf(call.callee, file)
  return fn?.async === true && !fn.generator
}

/** Whoever is called deals with errors himself. */
const catchesItself = (fn: Node | undefined): boolean => statementsOf(fn)[0]?.type === 'TryStatement'

/** A condition, a negation, a comparison, a part of a text. */
function isAsked(call: Node): boolean {
  const { parent } = call
  if (!parent) return false
  if (/^(IfStatement|WhileStatement|ConditionalExpression|DoWhileStatement)$/.test(parent.type))
    return parent.test === call
  if (parent.type === 'UnaryExpression') return parent.operator === '!'
  if (parent.type === 'BinaryExpression') return parent.operator !== 'instanceof'
  if (parent.type === 'LogicalExpression') return parent.operator === '&&' && parent.left === call
  if (parent.type === 'TemplateLiteral') return parent.parent?.type !== 'TaggedTemplateExpression'
  return parent.type === 'SpreadElement' && parent.parent?.type !== 'CallExpression'
}

/** Its fields are taken, at once or by way of a variable that is never awaited. */
function isOpened(call: Node, file: Script): boolean {
  const { parent } = call
  const takes = (node: Node | undefined) =>
    node?.type === 'MemberExpression' && !/^(then|catch|finally|constructor)$/.test(node.property?.name ?? '')
  if (parent?.type === 'MemberExpression') return parent.object === call && takes(parent)
  if (parent?.type !== 'VariableDeclarator') return false
  if (parent.id?.type !== 'Identifier') return true
  const variable = variableOf(parent.id, file)
  const uses = variable ? readsOf(variable) : []
  return (
    uses.length > 0 &&
    writesOf(variable as never).length === 1 &&
    uses.every(
      (use) =>
        use.parent?.type === 'MemberExpression' &&
        use.parent.object === use &&
        takes(use.parent) &&
        use.parent.parent?.type !== 'AssignmentExpression',
    )
  )
}

/** Declared outside of the function that waits, or a field of this object. */
function isShared(left: Node, at: Node, file: Script): boolean {
  const around = functionAround(at)
  if (!around) return false
  if (left.type === 'MemberExpression') return left.object?.type === 'ThisExpression' && !left.computed
  const variable = variableOf(left, file)
  const declared = declarationOf(variable)
  return variable !== null && declared !== undefined && !isInside(declared, around)
}

const hasCleanup = (effect: Node): boolean =>
  [...within(effect, false)].some((one) => one.type === 'ReturnStatement' && one.argument) ||
  (effect.body as Node)?.type !== 'BlockStatement'

/** `load(id).then((x) => setX(x))`, or `setX(await load(id))` in a function that is called here. */
function staleSet(effect: Node): Node | undefined {
  const sets = (node: Node) =>
    node.type === 'CallExpression' &&
    /^set[A-Z]\w*$/.test(callee(node)) &&
    !/^set(Timeout|Interval|Immediate)$/.test(callee(node))
  for (const one of within(effect)) {
    if (!sets(one)) continue
    const inside = functionAround(one)
    const chained = inside?.parent?.type === 'CallExpression' && /\.then$/.test(callee(inside.parent))
    if (chained && /fetch|get|load|search|query|find|list|request/i.test(pathOf(inside?.parent?.callee))) return one
    if (
      inside &&
      inside !== effect &&
      inside.async &&
      /^(load|fetch|get|search|run|update|query)/i.test(nameOf(inside)) &&
      [...within(inside, false)].some(({ type, range }) => type === 'AwaitExpression' && range[0] < one.range[0] + 40)
    )
      return one
  }
  return undefined
}
