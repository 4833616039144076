// Results and errors that nobody looks at, and values that may be missing.
import { keepResult, throwError } from './fixes-bugs.ts'
import { bare, callee, entry, functionAround, heldBy, isFunction, isText, lastOf, type Node, pathOf } from './node.ts'
import { bug, type Script, type ScriptRule } from './rule.ts'
import { functionOf, readsOf, textOf, usesOf, variableOf } from './scope.ts'
import { swallowedException } from './swallowed.ts'

export const resultRules: ScriptRule[] = [
  swallowedException,
  {
    ...bug(
      'error-not-looked-at',
      'CWE-252',
      'high',
      'The callback never looks at its error',
      'When it goes wrong, the result is undefined and the next line throws. Test the error first.',
    ),
    kinds: ['ArrowFunctionExpression', 'FunctionExpression'],
    onlyIn: /err/i,
    find: (fn, file) => {
      const [error, result] = fn.params ?? []
      const isLast =
        fn.parent?.type === 'CallExpression' &&
        fn.parent.arguments?.at(-1) === fn &&
        (fn.parent.arguments?.length ?? 0) > 1
      if (!isLast || !/^_?(err|error)$/.test(error?.name ?? '') || result?.type !== 'Identifier') return null
      const unused = (name: Node | undefined) =>
        file.code.getDeclaredVariables(fn as never).find((one) => one.name === name?.name)?.references ?? []
      const opened = unused(result).some(
        ({ identifier }) => (identifier as unknown as Node).parent?.type === 'MemberExpression',
      )
      return unused(error).length === 0 && opened && !/^(on|once|use)$/.test(lastOf(callee(fn.parent))) ? fn : null
    },
  },
  {
    ...bug(
      'answer-not-looked-at',
      'CWE-252',
      'medium',
      'Nobody looks whether the request succeeded',
      'fetch does not throw for 404 or 500: the change may not have happened. Keep the response and test its `ok`.',
    ),
    kinds: ['ExpressionStatement'],
    onlyIn: /fetch/,
    find: ({ expression }) => {
      const waits = expression as Node
      const call = waits.type === 'AwaitExpression' ? waits.argument : undefined
      const method = heldBy(entry(call?.arguments?.[1], /^method$/))
      return callee(call) === 'fetch' && isText(method) && /^(POST|PUT|PATCH|DELETE)$/i.test(method.value)
        ? (call ?? null)
        : null
    },
  },
  {
    ...bug(
      'result-not-used',
      'CWE-252',
      'high',
      'This call changes nothing and its result is thrown away',
      'Text never changes in place, and these methods of arrays make a new one. Assign the result, or remove the line.',
    ),
    fix: keepResult,
    kinds: ['ExpressionStatement'],
    find: ({ expression }) => {
      const call = expression as Node
      if (call.type !== 'CallExpression' || call.callee?.type !== 'MemberExpression') return null
      const name = call.callee.property?.name ?? ''
      const object = pathOf(call.callee.object)
      if (
        /(location|router|history|navigation|nav|\$|jQuery|_|lodash|R|this|stream|emitter|path|fs)$/i.test(
          lastOf(object).replace(/\(\)$/, ''),
        )
      )
        return null
      const count = call.arguments?.length ?? 0
      if (
        /^(trim|trimStart|trimEnd|toUpperCase|toLowerCase|padStart|padEnd|toSorted|toReversed|substring|toFixed|flat)$/.test(
          name,
        )
      )
        return call
      if (name === 'concat' || name === 'slice') return count > 0 ? call : null
      const [first] = call.arguments ?? []
      const isPattern = first?.regex !== undefined || isText(first)
      return /^replace(All)?$/.test(name) && count === 2 && isPattern && !isFunction(call.arguments?.[1]) ? call : null
    },
  },
  {
    ...bug(
      'maybe-missing',
      'CWE-476',
      'high',
      'This may be missing, and nobody asks',
      'When nothing matches, the result is null or undefined, and this line throws a TypeError. Test it first.',
    ),
    kinds: ['VariableDeclarator'],
    find: (node, file) => {
      const { init, id } = node
      if (id?.type !== 'Identifier' || !init || !mayMiss(init, file)) return null
      const variable = variableOf(id, file)
      const reads = variable ? readsOf(variable) : []
      if (!variable || usesOf(variable).length !== reads.length + 1) return null
      const opened = reads.filter(isOpened)
      return opened.length > 0 && reads.every((use) => opened.includes(use) || isHandedOn(use)) ? opened[0] : null
    },
  },
  {
    ...bug(
      'thrown-value',
      'CWE-705',
      'medium',
      'What is thrown is no Error',
      'It has no stack trace, and whoever asks `instanceof Error` or for its message does not recognise it. Throw an Error, or a class made of it.',
    ),
    fix: throwError,
    kinds: ['ThrowStatement'],
    find: ({ argument }) => {
      const at = bare(argument)
      const isValue =
        /^(Literal|TemplateLiteral)$/.test(at?.type ?? '') ||
        (at?.type === 'ObjectExpression' &&
          !at.properties?.some(({ type }) => type === 'SpreadElement') &&
          !entry(at, /^(stack|\$\$typeof|then)$/))
      const isText =
        at?.type === 'BinaryExpression' &&
        at.operator === '+' &&
        [at.left, at.right].some(
          (side) => /^(Literal|TemplateLiteral)$/.test(side?.type ?? '') && typeof (side?.value ?? '') === 'string',
        )
      return isValue || isText ? (at ?? null) : null
    },
  },
  {
    ...bug(
      'format-mismatch',
      'CWE-685',
      'medium',
      'The text has more places than values',
      'The places that are left over are printed as `%s` or `%d`. Add the missing value, or take the place out.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /%[sdifjoO]/,
    find: (call, file) => {
      if (!/^((console|util)\.(log|info|warn|error|debug|format)|format)$/.test(callee(call))) return null
      const [first, ...values] = call.arguments ?? []
      const text = textOf(first, file)
      if (text === undefined || first?.type === 'Identifier' || values.some(({ type }) => type === 'SpreadElement'))
        return null
      const placed = text.replaceAll('%%', '').match(/%[sdifjoOc]/g)?.length ?? 0
      return values.length > 0 && placed > values.length ? call : null
    },
  },
]

/** The match of a pattern, the item of a list, or what a function of this file says may be missing. */
function mayMiss(init: Node, file: Script): boolean {
  const call = init.type === 'AwaitExpression' ? init.argument : init
  if (call?.type !== 'CallExpression') return false
  const name = lastOf(callee(call))
  const [first] = call.arguments ?? []
  if (name === 'exec' && call.callee?.type === 'MemberExpression')
    return functionAround(init) !== null && isPatternLike(call.callee.object, file)
  if (name === 'match') return first?.regex !== undefined && !first.regex.flags.includes('g') && !matchesNothing(first)
  if (name === 'find' && call.callee?.type === 'MemberExpression') return isFunction(first)
  const own = functionOf(call.callee, file)
  const declared = own?.returnType ? file.text.slice(...own.returnType.range) : ''
  return /\|\s*(undefined|null)\b(?!.*=>)|:\s*(undefined|null)\s*\|/.test(declared)
}

/** It fits the empty text too, so it finds something everywhere. */
function matchesNothing({ regex }: Node): boolean {
  try {
    return regex !== undefined && new RegExp(regex.pattern, regex.flags.replace(/[gy]/g, '')).test('')
  } catch {
    return false // a pattern of a newer language than this process knows
  }
}

function isPatternLike(node: Node | undefined, file: Script): boolean {
  if (node?.regex) return !matchesNothing(node)
  const given = variableOf(node, file)?.defs[0]?.node as Node | undefined
  return given?.type === 'VariableDeclarator' && (given.init?.regex !== undefined || callee(given.init) === 'RegExp')
}

/** `x.y`, `x[0]`, `x!.y`, `const [a] = x`: it throws when x is missing. */
function isOpened(use: Node): boolean {
  const outer = use.parent?.type === 'TSNonNullExpression' ? use.parent : use
  const { parent } = outer
  if (parent?.type === 'MemberExpression') return parent.object === outer && !parent.optional
  return parent?.type === 'VariableDeclarator' && parent.init === outer && /Pattern$/.test(parent.id?.type ?? '')
}

/** Given to others as it is, which tells nothing. */
const isHandedOn = ({ parent }: Node): boolean => /^(ReturnStatement|Property)$/.test(parent?.type ?? '')
