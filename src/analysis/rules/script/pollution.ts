// Objects that are written under names from elsewhere: `__proto__` among them reaches every object of the program.
import { refusePrototype } from './fixes-security.ts'
import {
  above,
  bare,
  callee,
  functionAround,
  isFunction,
  isInside,
  isText,
  lastOf,
  type Node,
  nameOf,
  pathOf,
  within,
} from './node.ts'
import { type Script, type ScriptRule, security } from './rule.ts'
import { givenTo, isParameter, variableOf, writesOf } from './scope.ts'

export const pollutionRules: ScriptRule[] = [
  {
    ...security(
      'prototype-pollution',
      'CWE-1321',
      'high',
      'Names from elsewhere lead into the prototype of all objects',
      'With `__proto__` as a name, the fields end up in every object of the program. Refuse `__proto__`, `constructor` and `prototype`, or use a Map.',
    ),
    fix: refusePrototype,
    kinds: ['AssignmentExpression'],
    onlyIn: /\[/,
    find: (node, file) => {
      const target = node.left
      const key = bare(target?.property)
      const around = functionAround(node)
      if (
        node.operator !== '=' ||
        target?.type !== 'MemberExpression' ||
        !target.computed ||
        !key ||
        !/^(Identifier|MemberExpression)$/.test(key.type) ||
        !around
      )
        return null
      if (isGuarded(around, file)) return null
      return isDeepMerge(node, key, around, file) || isWalkedPath(node, key, around, file) ? node : null
    },
  },
]

/** Such names are refused somewhere, or the objects have no prototype. */
function isGuarded(fn: Node, file: Script): boolean {
  const outer = [...above(fn)].filter(isFunction).at(-1) ?? fn
  const text = file.text.slice(...outer.range)
  if (
    /__proto__|['"]prototype['"]|Object\.create\(null\)|hasOwn|isPrototypePolluted|isUnsafe|isSafeKey|unsafeKey|new Map/i.test(
      text,
    )
  )
    return true
  // A list of forbidden names that stands outside of the function and is asked inside.
  const lists = [...file.text.matchAll(/(?:const|let|var)\s+(\w+)[^=\n]*=[^;\n]*__proto__/g)].map(([, name]) => name)
  return (
    lists.some((name) => new RegExp(`\\b${name}\\b\\s*(\\.(has|includes|indexOf|test)\\(|\\[)`).test(text)) ||
    namedGuards(fn, file, lists)
  )
}

/** A function of this file that asks such a list, or names it itself, is called on the way. */
const namedGuards = (fn: Node, file: Script, lists: (string | undefined)[]): boolean =>
  [...within(fn)].some((call) => {
    const name = callee(call)
    if (!/^\w+$/.test(name) || name === nameOf(fn)) return false
    const body = new RegExp(`(function\\s+${name}\\b|\\b${name}\\s*=)[^]{0,400}`).exec(file.text)?.[0] ?? ''
    return (
      /__proto__/.test(body.slice(0, 300)) ||
      lists.some((list) => list !== undefined && body.slice(0, 250).includes(`${list}.`))
    )
  })

/** for (key in source) { ... merge(target[key], source[key]) ... target[key] = source[key] } */
function isDeepMerge(node: Node, key: Node, fn: Node, file: Script): boolean {
  const loop = [...above(node)].find((at) => isInside(at, fn) && isOverKeys(at, key, file))
  const from =
    node.right &&
    [...within(node.right)].some(
      (one) => one.type === 'MemberExpression' && one.computed && one.property?.name === key.name,
    )
  const name = nameOf(fn) || nameOf([...above(fn)].find((at) => isFunction(at) && nameOf(at) !== '') ?? null)
  const again = [...within(fn)].some(
    (call) =>
      call.type === 'CallExpression' &&
      name !== '' &&
      lastOf(callee(call)) === name &&
      call.arguments?.some((one) => one.type === 'MemberExpression' && one.computed && one.property?.name === key.name),
  )
  const target = pathOf(node.left?.object)
  const intoTarget = [...within(fn)].some(
    (call) => lastOf(callee(call)) === name && call.arguments?.some((one) => holdsItemOf(one, target)),
  )
  // Told once for each function.
  const first = [...within(fn)].find(
    (one) => one.type === 'AssignmentExpression' && one.left?.computed && pathOf(one.left.object) === target,
  )
  return loop !== undefined && Boolean(from) && again && intoTarget && first === node
}

/** `target[key]`, also with a fallback. */
const holdsItemOf = (arg: Node, target: string): boolean =>
  [...within(arg)].some((one) => one.type === 'MemberExpression' && one.computed && pathOf(one.object) === target)

function isOverKeys(at: Node, key: Node, file: Script): boolean {
  const declared = variableOf(key, file)?.defs[0]?.name as unknown as Node | undefined
  if (!declared || !isInside(declared, at)) return false
  if (at.type === 'ForInStatement') return true
  if (at.type === 'ForOfStatement') return /^(Object|Reflect)\.(keys|entries|ownKeys)$/.test(callee(at.right))
  return (
    isFunction(at) &&
    at.parent?.type === 'CallExpression' &&
    /^Object\.(keys|entries)\(\)\.forEach$/.test(callee(at.parent))
  )
}

/** for (key of path.split('.')) { node = node[key] } node[last] = value */
function isWalkedPath(node: Node, key: Node, fn: Node, file: Script): boolean {
  const object = bare(node.left?.object)
  const variable = object?.type === 'Identifier' ? variableOf(object, file) : null
  if (!variable || writesOf(variable).length < (isParameter(variable) ? 1 : 2)) return false
  const steps = writesOf(variable).some(
    (one) =>
      one.parent?.type === 'AssignmentExpression' &&
      isInside(one, fn) &&
      [...above(one)].some((at) => /^(For|While|DoWhile)\w*Statement$/.test(at.type) && isInside(at, fn)) &&
      goesDown(one.parent, object?.name ?? '', file),
  )
  const isLastStep =
    ![...above(node)].some((at) => /^(For|While|DoWhile)\w*Statement$/.test(at.type) && isInside(at, fn)) ||
    /===?\s*\w+\.length\s*-\s*1|isLast/.test(file.text.slice(...fn.range))
  return steps && isLastStep && !isNumber(key, file) && fromPath(fn, file)
}

/** `node = node[key]`, or `node = next` with next made of `node[key]`. */
function goesDown(assignment: Node, name: string, file: Script): boolean {
  const right = bare(assignment.right)
  const given = right?.type === 'Identifier' ? givenTo(variableOf(right, file)) : right
  const inner = given ? [...within(given)] : []
  const direct = inner.some((one) => one.type === 'MemberExpression' && one.computed && pathOf(one.object) === name)
  return (
    direct ||
    inner.some(
      (one) =>
        one.type === 'Identifier' && /\[/.test(file.text.slice(...(givenTo(variableOf(one, file))?.range ?? [0, 0]))),
    )
  )
}

const isNumber = (key: Node, file: Script) => typeof givenTo(variableOf(key, file))?.value === 'number'

/** The names come out of a text that is split, or as a list from the caller. */
function fromPath(fn: Node, file: Script): boolean {
  const inside = [...within(fn)]
  if (inside.some((one) => /\.split$/.test(callee(one)) && isText(one.arguments?.[0]))) return true
  return inside.some(
    (one) =>
      one.type === 'ForOfStatement' &&
      isParameter(variableOf(bare(one.right), file)) &&
      /path|keys/i.test(pathOf(one.right)),
  )
}
