// Small mends for what ESLint's own rules find and offer nothing for.
import { typeMend } from './fixes-bugs.ts'
import { between, indentOf, instead, siblingsOf, textAt, without, withoutStatement } from './mend.ts'
import { bare, isText, type Node, pathOf, statementsOf, within } from './node.ts'
import type { ScriptFix } from './rule.ts'
import { declarationOf, isParameter, variableOf } from './scope.ts'

/** From 0 it goes up, from a length it goes down. */
export const turnStep: ScriptFix = (loop, file) => {
  const { test } = loop
  const update = loop.update as Node | undefined
  const start = loop.init?.declarations?.[0]?.init ?? loop.init?.right
  const goesUp = update?.operator === '++'
  const text = textAt(update, file)
  if (update?.type !== 'UpdateExpression' || !test) return null
  const fromStart = start?.type === 'Literal' && (start.value === 0 || start.value === 1)
  const fromEnd = /\.(length|size)\b/.test(textAt(start, file))
  const isSlip = goesUp ? fromEnd && /^>/.test(test.operator ?? '') : fromStart && /^</.test(test.operator ?? '')
  const turned = goesUp ? text.replace('++', '--') : text.replace('--', '++')
  return isSlip ? instead('Count the other way', update, turned) : null
}

export const declareWithLet: ScriptFix = (name, file) => {
  const declared = declarationOf(variableOf(name, file))?.parent
  const isAlone = declared?.kind === 'const' && declared.declarations?.length === 1
  return declared && isAlone && declared.declarations?.[0]?.id?.type === 'Identifier'
    ? { title: 'Declare it with let', edits: [{ at: [declared.range[0], declared.range[0] + 5], newText: 'let' }] }
    : null
}

export const askObjectIs: ScriptFix = (node, file) => {
  const isZero = (side: Node | undefined) => side?.operator === '-' && side.argument?.value === 0
  const other = isZero(node.right) ? node.left : node.right
  const not = node.operator?.startsWith('!') ? '!' : ''
  return /^[!=]=/.test(node.operator ?? '')
    ? instead('Ask with Object.is', node, `${not}Object.is(${textAt(other, file)}, -0)`)
    : null
}

/** What is worked out on the right may be meant to be kept. */
export const askEqual: ScriptFix = (node, file) =>
  node.operator === '=' && /^(Literal|Identifier|MemberExpression)$/.test(bare(node.right)?.type ?? '')
    ? instead('Compare', node, `${textAt(node.left, file)} === ${textAt(node.right, file)}`)
    : null

export const takeOut: ScriptFix = (node, file) => withoutStatement('Take it out', node, file)

/** Only when both say the same: which of two values was meant is for the author to say. */
export const onlyOnce: ScriptFix = (marked, file) => {
  const property = marked.type === 'Property' ? marked : marked.parent
  const all = property?.parent?.properties ?? []
  const twin = all.find(
    (one) =>
      one !== property && one.range[0] < (property?.range[0] ?? 0) && textAt(one, file) === textAt(property, file),
  )
  return property && twin ? without('Take the second out', property, all, file) : null
}

export const onlyOneCase: ScriptFix = (marked, file) => {
  const all = marked.parent?.cases ?? []
  const text = (one: Node) => (one.consequent as Node[]).map((each) => textAt(each, file)).join('\n')
  const twin = all.find((one) => one !== marked && textAt(one.test, file) === textAt(marked.test, file))
  const before = all[all.indexOf(marked) - 1]
  // The one before must not run on into it.
  return twin && before && /(return|throw|break|continue)\b[^\n]*$/.test(text(before)) && text(twin) === text(marked)
    ? withoutStatement('Take the second out', marked, file)
    : null
}

export const endCase: ScriptFix = (next, file) => {
  const all = next.parent?.cases ?? []
  const last = (all[all.indexOf(next) - 1]?.consequent as Node[] | undefined)?.at(-1)
  if (!last) return null
  const inner = last.type === 'BlockStatement' ? statementsOf(last).at(-1) : last
  const end = /;\s*$/.test(textAt(inner ?? last, file)) ? ';' : ''
  return between('End the case', (inner ?? last).range[1], `\n${indentOf(inner ?? last, file)}break${end}`)
}

export const withoutNew: ScriptFix = (name, file) => {
  const made = name.parent
  return made?.type === 'NewExpression' && made.callee === name
    ? instead('Call it without new', made, file.text.slice(name.range[0], made.range[1]))
    : null
}

/** `name = name` where a parameter of that name is to be kept. */
export const keepInField: ScriptFix = (right, file) => {
  const assignment = right.parent
  const method = [...ancestors(right)].find(({ type }) => type === 'MethodDefinition')
  const body = method?.parent
  const isField = /\bthis\.$/.test('this.') && new RegExp(`\\bthis\\.${right.name}\\b`).test(textAt(body, file))
  return assignment?.left?.type === 'Identifier' && isParameter(variableOf(right, file)) && isField
    ? between('Keep it in the field', assignment.range[0], 'this.')
    : null
}

function* ancestors(node: Node): Generator<Node> {
  for (let at = node.parent; at; at = at.parent) yield at
}

/** As the last statement, it is left anyway. */
export const withoutReturn: ScriptFix = (statement, file) => {
  const block = statement.parent
  const isLast = /^(FunctionExpression)$/.test(block?.parent?.type ?? '') && siblingsOf(statement).at(-1) === statement
  const acts = /^(Assignment|Call|Update|Await)Expression$/.test(bare(statement.argument)?.type ?? '')
  if (statement.type !== 'ReturnStatement' || !isLast) return null
  return acts
    ? instead('Only do it', statement, textAt(statement, file).replace(/^return\s+/, ''))
    : withoutStatement('Take it out', statement, file)
}

/** Moved to the front, unless what it is given is made before. */
export const superFirst: ScriptFix = (marked, file) => {
  const body = [...ancestors(marked)].find(
    (one) => one.type === 'BlockStatement' && /FunctionExpression/.test(one.parent?.type ?? ''),
  )
  const statements = statementsOf(body)
  const call = statements.find((one) => (one.expression as Node | undefined)?.callee?.type === 'Super')
  const [first] = statements
  if (!call || !first || first === call) return null
  const args = (call.expression as Node).arguments ?? []
  const names = args.flatMap((one) => [...within(one)]).filter(({ type }) => type === 'Identifier')
  const isMade = (name: Node) => {
    const declared = declarationOf(variableOf(name, file))
    return (
      declared?.type === 'VariableDeclarator' &&
      declared.range[0] > first.range[0] - 1 &&
      declared.range[0] < call.range[0]
    )
  }
  if (names.some(isMade) || args.some((one) => /\bthis\b/.test(textAt(one, file)))) return null
  const newText = `${textAt(call, file)}\n${indentOf(first, file)}`
  const out = withoutStatement('', call, file).edits
  return { title: 'Call super first', edits: [{ at: [first.range[0], first.range[0]], newText }, ...out] }
}

export const endLine: ScriptFix = (node) => {
  const before =
    node.type === 'CallExpression' ? node.callee : node.type === 'MemberExpression' ? node.object : undefined
  return before ? between('End the line before', before.range[1], ';') : null
}

/** What may be missing stays so for what is behind it. */
export const goOnSafely: ScriptFix = (marked, file) => {
  const chain = marked.parent?.type === 'ChainExpression' ? marked.parent : marked
  const { parent } = chain
  const end = file.text.indexOf(')', chain.range[1])
  if (parent?.type === 'MemberExpression' && parent.object === chain)
    return parent.computed
      ? between('Go on only when it is there', end + 1, '?.')
      : { title: 'Go on only when it is there', edits: [{ at: [end + 1, end + 2], newText: '?.' }] }
  if (parent?.type === 'CallExpression' && parent.callee === chain)
    return between('Go on only when it is there', end + 1, '?.')
  if (parent?.type === 'SpreadElement' && /^(Array|Call|New)/.test(parent.parent?.type ?? ''))
    return between('Take none when it is missing', chain.range[1], ' ?? []')
  const empty = { ObjectPattern: '{}', ArrayPattern: '[]' }[parent?.id?.type ?? '']
  return parent?.type === 'VariableDeclarator' && empty
    ? between('Take none when it is missing', chain.range[1], ` ?? ${empty}`)
    : null
}

export const spellTypeof: ScriptFix = (text, file) => {
  const node = text.parent
  const given = node?.left === text ? node.right : node?.left
  if (text.type === 'Identifier') return instead('Compare with text', text, `'${text.name}'`)
  return node && given?.operator === 'typeof' && isText(text) ? typeMend(node, given, text, file) : null
}

/** One expression is what is meant; a `map` whose list nobody takes is a `forEach`. */
export const giveBack: ScriptFix = (marked) => {
  const fn = marked
  const call = fn.parent
  const [only, ...more] = statementsOf(fn)
  const method = call?.callee?.property
  if (method?.name === 'map' && call?.parent?.type === 'ExpressionStatement')
    return instead('Use forEach', method, 'forEach')
  return only?.type === 'ExpressionStatement' &&
    more.length === 0 &&
    !/^(Assignment|Update)/.test((only.expression as Node).type)
    ? between('Return it', only.range[0], 'return ')
    : null
}

/** The text becomes a function's body. */
export const callLater: ScriptFix = (call) => {
  const [code] = call.arguments ?? []
  const body = isText(code) ? code.value.trim().replace(/;$/, '') : ''
  const isOne = /^[\w$.]+\([^;{}]*\)$/.test(body)
  return code && isOne ? instead('Hand over a function', code, `() => ${body}`) : null
}

const plain = /^[^<>&]*$/
const worded = /(^|\.)\w*(name|title|text|message|label|count|total|caption|status|error\.message)$/i

/** Text that has no markup in it, or whose name says that it is none. */
function isPlainText(node: Node | undefined): boolean {
  const at = bare(node)
  if (at?.type === 'TemplateLiteral')
    return (
      at.quasis?.every(({ value }) => plain.test(value.raw)) === true && at.expressions?.every(isPlainText) === true
    )
  if (at?.type === 'BinaryExpression') return [at.left, at.right].every(isPlainText)
  if (at?.type === 'Literal') return plain.test(String(at.value))
  return worded.test(pathOf(at)) && !/html|markup|svg|icon/i.test(pathOf(at))
}

export const setText: ScriptFix = (node) =>
  node.operator === '=' && node.left?.property?.name === 'innerHTML' && isPlainText(node.right)
    ? instead('Set it as text', node.left.property, 'textContent')
    : null

export const insertText: ScriptFix = (node) =>
  node.callee?.property?.name === 'insertAdjacentHTML' && isPlainText(node.arguments?.[1])
    ? instead('Insert it as text', node.callee.property, 'insertAdjacentText')
    : null

const invisible = /[\u202a-\u202e\u2066-\u2069]/g

export const showAll: ScriptFix = (_node, { text }) => {
  const edits = [...text.matchAll(invisible)].map(({ index }) => ({
    at: [index, index + 1] as [number, number],
    newText: '',
  }))
  return edits.length > 0 ? { title: 'Take the invisible characters out', edits } : null
}

export const makeBuffer: ScriptFix = (made, file) => {
  const args = made.arguments ?? []
  const given = bare(args[0])
  const isData =
    args.length > 1 ||
    /^(ArrayExpression|TemplateLiteral)$/.test(given?.type ?? '') ||
    /stringify|\.toString|String\(/.test(textAt(given, file))
  const isSize = /(length|size|count|bytes?)$/i.test(pathOf(given)) || given?.operator === '*'
  const maker = isData ? 'from' : isSize ? 'alloc' : null
  const rest = file.text.slice(made.callee?.range[1], made.range[1])
  return maker ? instead(`Use Buffer.${maker}`, made, `Buffer.${maker}${rest}`) : null
}

export const drawUnpredictably: ScriptFix = (member) => instead('Use randomBytes', member.property, 'randomBytes')

export const escapeAgain: ScriptFix = (node) => instead('Switch escaping on', node.right, 'true')
