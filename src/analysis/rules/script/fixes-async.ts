// Small mends for what is done later, or by others: await in its place, timers that end.

import { indentOf, instead, isFree, mayAwait, siblingsOf, textAt } from './mend.ts'
import { callee, functionAround, isText, lastOf, type Node, pathOf, within } from './node.ts'
import type { Script, ScriptFix } from './rule.ts'
import { fullName } from './scope.ts'

export const putAwait: ScriptFix = (call, file) => {
  const { parent } = call
  const isPart = parent?.type === 'MemberExpression' || parent?.operator === '**'
  const text = `await ${textAt(call, file)}`
  return mayAwait(call, file) ? instead('Put await before it', call, isPart ? `(${text})` : text) : null
}

export const awaitAll: ScriptFix = (call, file) =>
  instead('Put Promise.all around it', call, `Promise.all(${textAt(call, file)})`)

/** `forEach` as a loop of its own, when nothing in it says `return` and it is the whole statement. */
export const loopInstead: ScriptFix = (member, file) => {
  const call = member.parent
  const statement = call?.parent
  const [fn, ...others] = call?.arguments ?? []
  const body = fn?.body as Node | undefined
  const [item, ...more] = fn?.params ?? []
  const isPlain =
    item && more.length === 0 && others.length === 0 && body?.type === 'BlockStatement' && !member.optional
  if (statement?.type !== 'ExpressionStatement' || !isPlain || !mayAwait(statement, file)) return null
  const inside = [...within(fn, false)]
  const isBound = fn?.type === 'FunctionExpression' && inside.some(({ type }) => type === 'ThisExpression')
  if (isBound || inside.some(({ type }) => type === 'ReturnStatement') || isMapLike(member.object, file)) return null
  const name = file.text.slice(item.range[0], (item.typeAnnotation as Node | undefined)?.range[0] ?? item.range[1])
  const head = `for (const ${name} of ${textAt(member.object, file)}) `
  return instead('Write it as a loop', statement, head + textAt(body, file))
}

/** A loop over a Map gives pairs, where its `forEach` gives values. */
function isMapLike(list: Node | undefined, { text }: Script): boolean {
  const name = lastOf(pathOf(list))
  return (
    /map|headers|params|data$/i.test(name) ||
    new RegExp(
      `\\b${name.replace(/\W/g, '\\$&')}\\b[^\\n=;]{0,80}[:=]\\s*(new\\s+)?(readonly\\s+)?\\w*Map\\b`,
      'i',
    ).test(text)
  )
}

/** `total += await f()`: waited for first, then read and written in one go. */
export const waitFirst: ScriptFix = (node, file) => {
  const statement = node.parent
  const waits = node.right
  const name = ['result', 'awaited', 'waitedFor'].find((one) => isFree(one, node, file))
  const isWhole = statement?.type === 'ExpressionStatement' && siblingsOf(statement).includes(statement)
  if (!isWhole || !name || waits?.type !== 'AwaitExpression' || node.operator === '=') return null
  const declared = `const ${name} = ${textAt(waits, file)}${endOf(textAt(statement, file))}\n${indentOf(statement, file)}`
  return {
    title: 'Wait first',
    edits: [
      { at: [statement.range[0], statement.range[0]], newText: declared },
      { at: waits.range, newText: name },
    ],
  }
}

const endOf = (statement: string) => (statement.endsWith(';') ? ';' : '')

const twins =
  /^fs\.(access|appendFile|chmod|chown|copyFile|cp|lstat|mkdir|mkdtemp|readdir|readFile|readlink|realpath|rename|rm|rmdir|stat|symlink|truncate|unlink|utimes|writeFile)Sync$/

/** The asynchronous twin, where the handler itself is async. */
export const useTwin: ScriptFix = (call, file) => {
  const full = fullName(call.callee, file)
  const object = call.callee?.object
  const name = lastOf(full).replace(/Sync$/, '')
  if (object?.type !== 'Identifier' || functionAround(call)?.async !== true) return null
  const twin = twins.test(full) ? `${object.name}.promises.${name}` : ''
  const own = /^bcrypt(js)?\.(hash|compare|genSalt)Sync$/.test(full) ? `${object.name}.${name}` : ''
  if (!twin && !own) return null
  const args = file.text.slice(call.callee?.range[1], call.range[1])
  const text = `await ${twin || own}${args}`
  const isPart = call.parent?.type === 'MemberExpression'
  return instead('Use the asynchronous twin', call, isPart ? `(${text})` : text)
}

/** The effect's last line gives back what ends it. */
export const endEffect: ScriptFix = (call, file) => {
  const statement = call.parent
  const block = statement?.parent
  const effect = block?.parent
  const all = statement ? siblingsOf(statement) : []
  const last = all.at(-1)
  const isOnly =
    effect?.body === block && effect?.parent?.type === 'CallExpression' && last && last.type !== 'ReturnStatement'
  if (statement?.type !== 'ExpressionStatement' || !isOnly || startsIn(effect) !== 1) return null
  const indent = indentOf(last, file)
  const end = endOf(textAt(statement, file))
  const behind = (text: string) => ({
    at: [last.range[1], last.range[1]] as [number, number],
    newText: `\n${indent}${text}${end}`,
  })
  const title = 'End it when the effect ends'
  if (!/addEventListener$/.test(callee(call))) {
    const name = ['timer', 'interval', 'intervalId'].find((one) => isFree(one, call, file))
    if (!name) return null
    const kept = { at: [call.range[0], call.range[0]] as [number, number], newText: `const ${name} = ` }
    return { title, edits: [kept, behind(`return () => clearInterval(${name})`)] }
  }
  const [event, listener, options] = call.arguments ?? []
  const target = textAt(call.callee?.object, file)
  if (!isText(event) || listener?.type !== 'Identifier' || !/^[\w.$]+$/.test(target)) return null
  const args = [event, listener, options].filter((one) => one !== undefined).map((one) => textAt(one, file))
  return { title, edits: [behind(`return () => ${target}.removeEventListener(${args.join(', ')})`)] }
}

const startsIn = (effect: Node): number =>
  [...within(effect, false)].filter((one) =>
    /(^|\.)(setInterval|addEventListener|setTimeout|subscribe|observe)$/.test(pathOf(one.callee)),
  ).length
