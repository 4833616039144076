// Conditions, loops and calls that cannot mean what they say.
import { askTolerance, otherOperator, spellType, stopBefore, swapArguments } from './fixes-bugs.ts'
import { bare, isText, type Node, pathOf, within } from './node.ts'
import { bug, type Script, type ScriptRule } from './rule.ts'
import { functionOf, givenTo, source, variableOf } from './scope.ts'

export const same = (a: Node | null | undefined, b: Node | null | undefined, file: Script) =>
  Boolean(a && b && plain(a, file) === plain(b, file))

const plain = (node: Node, { text }: Script) => text.slice(...node.range).replace(/\s+/g, ' ')

export const logicRules: ScriptRule[] = [
  {
    ...bug(
      'always-true',
      'CWE-571',
      'high',
      'This condition is always the same',
      'No value is equal to two different ones, and a length is never below zero. `&&` and `||`, or `>` and `>=`, are probably mixed up.',
    ),
    fix: otherOperator,
    kinds: ['LogicalExpression', 'BinaryExpression'],
    find: (node, file) => {
      if (node.type === 'BinaryExpression') {
        const [length, zero] = /^[<>]=?$/.test(node.operator ?? '') ? [node.left, node.right] : []
        const isLength = /\.(length|size)$/.test(pathOf(length)) && zero?.value === 0
        return isLength && /^(>=|<)$/.test(node.operator ?? '') ? node : null
      }
      const operator = node.operator === '||' ? /^!==?$/ : /^===?$/
      const [a, b] = [bare(node.left), bare(node.right)]
      if (![a, b].every((side) => side?.type === 'BinaryExpression' && operator.test(side.operator ?? ''))) return null
      const [x, y] = [a?.right, b?.right]
      const isFixed = (side: Node | undefined) => side?.type === 'Literal' && side.value !== null && !side.regex
      return isFixed(x) &&
        isFixed(y) &&
        x?.value !== y?.value &&
        typeof x?.value === typeof y?.value &&
        same(a?.left, b?.left, file) &&
        !/\(/.test(plain(a?.left as Node, file))
        ? node
        : null
    },
  },
  {
    ...bug(
      'identical-branches',
      'CWE-561',
      'medium',
      'Both branches do the same',
      'The condition decides nothing. One of the branches was probably meant to be different.',
    ),
    kinds: ['ConditionalExpression', 'IfStatement'],
    find: (node, file) => {
      const [yes, no] = [node.consequent as Node, node.alternate]
      if (!same(yes, no, file)) return null
      return node.type === 'ConditionalExpression' || plain(yes, file).length > 4 ? node : null
    },
  },
  {
    ...bug(
      'swapped-arguments',
      'CWE-683',
      'high',
      'Two arguments stand in each other’s place',
      'The names are those of the parameters, but in the other order.',
    ),
    fix: swapArguments,
    kinds: ['CallExpression', 'NewExpression'],
    find: (call, file) => {
      const params = functionOf(call.callee, file)?.params?.map(
        (param) => (param.type === 'AssignmentPattern' ? param.left : param)?.name,
      )
      const args = call.arguments?.map((one) => (one.type === 'Identifier' ? one.name : undefined)) ?? []
      const swapped = args.some((name, i) => {
        const j = name === undefined ? -1 : (params?.indexOf(name) ?? -1)
        return j >= 0 && j !== i && params?.[i] !== undefined && args[j] === params[i]
      })
      return swapped ? call : null
    },
  },
  {
    ...bug(
      'float-equality',
      'CWE-1077',
      'medium',
      'Fractions are compared for equality',
      'Fractions are rounded in binary: 0.1 + 0.2 is not 0.3, so this is false when it looks true. Compare whole cents, or ask whether the difference is tiny.',
    ),
    fix: askTolerance,
    kinds: ['BinaryExpression'],
    onlyIn: /\d\.\d/,
    find: (node, file) => {
      if (!/^[!=]==?$/.test(node.operator ?? '')) return null
      const sides = [node.left, node.right].map((side) => source(side, file))
      return sides.some(isFraction) &&
        !sides.some((side) => isText(side) || side?.value === 0 || side?.type === 'TemplateLiteral')
        ? node
        : null
    },
  },
  {
    ...bug(
      'impossible-typeof',
      'CWE-570',
      'high',
      '`typeof` never gives this text',
      'The comparison is always false. Check the spelling: numbers are "number", null is "object".',
    ),
    fix: spellType,
    kinds: ['BinaryExpression'],
    onlyIn: /typeof/,
    find: (node, file) => {
      const [kind, text] = isText(node.right) ? [node.left, node.right] : [node.right, node.left]
      if (!/^[!=]==?$/.test(node.operator ?? '') || kind?.type !== 'Identifier' || !isText(text)) return null
      const given = givenTo(variableOf(kind, file))
      return given?.operator === 'typeof' &&
        !/^(undefined|object|boolean|number|string|function|symbol|bigint)$/.test(text.value)
        ? node
        : null
    },
  },
  {
    ...bug(
      'off-by-one',
      'CWE-193',
      'high',
      'The last round is one too far',
      'The last item has the index length - 1; at length there is none. Use `<`.',
    ),
    fix: stopBefore,
    kinds: ['ForStatement', 'MemberExpression'],
    onlyIn: /\.length/,
    find: (node, file) => {
      if (node.type === 'MemberExpression') {
        const isPast =
          node.computed &&
          node.property?.type === 'MemberExpression' &&
          node.property.property?.name === 'length' &&
          same(node.property.object, node.object, file)
        const { parent } = node
        const isWritten = parent?.type === 'AssignmentExpression' && parent.left === node
        return isPast && !isWritten && parent?.type !== 'UpdateExpression' && !/^(delete)$/.test(parent?.operator ?? '')
          ? node
          : null
      }
      const { test } = node
      if (test?.operator !== '<=' || test.left?.type !== 'Identifier' || test.right?.property?.name !== 'length')
        return null
      const list = test.right.object
      const reads = [...within(node.body as Node)].some(
        (one) =>
          one.type === 'MemberExpression' &&
          one.computed &&
          one.property?.type === 'Identifier' &&
          one.property.name === test.left?.name &&
          same(one.object, list, file) &&
          !one.optional,
      )
      return reads && givenStart(node) !== 1 ? test : null
    },
  },
]

const givenStart = (loop: Node) => loop.init?.declarations?.[0]?.init?.value

const isFraction = (node: Node | undefined): boolean =>
  node?.type === 'BinaryExpression' &&
  /^[-+*/]$/.test(node.operator ?? '') &&
  [...within(node, false)].some(
    (one) => typeof one.value === 'number' && one.type === 'Literal' && !Number.isInteger(one.value),
  )
