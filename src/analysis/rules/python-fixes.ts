// Small mends for bugs that our rules find in Python.
import type { Node } from '../grammar.ts'
import { all, indentOf, instead, lineIndent, type MendEdit } from './mending.ts'
import { awaited, givenText, importOf, indentedText, withKeywords } from './python-edits.ts'
import { functionsNamed } from './python-file.ts'
import {
  bodyOf,
  callee,
  classOf,
  comparison,
  fileText,
  functionOf,
  kindOf,
  parts,
  positional,
  statementOf,
} from './python-tree.ts'
import type { Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

/** The first two that stand in each other's place. */
export const swapArguments: Fix = (call) => {
  const [fn] = functionsNamed(call, /(\w+)$/.exec(callee(call))?.[1] ?? '')
  const names = parts(fn?.field('parameters'))
    .map((one) => /^\w+/.exec(one.text())?.[0] ?? '*')
    .filter((name, index) => index > 0 || !/^(self|cls)$/.test(name))
  const given = positional(call)
  const nameOf = (one: Node | undefined) => /(\w+)$/.exec(one?.text() ?? '')?.[1]
  for (const [index, one] of given.entries()) {
    const place = names.indexOf(nameOf(one) ?? '')
    const other = given[place]
    if (other && place !== index && nameOf(other) === names[index])
      return all('Swap the arguments', { at: one, newText: other.text() }, { at: other, newText: one.text() })
  }
  return null
}

export const awaitIt: Fix = (call) => instead('Await it', call, awaited(call, call.text()))

export const awaitInstead: Fix = (call) => {
  const [task] = positional(call)
  return task ? instead('Await it', call, awaited(call, task.text())) : null
}

export const useThread: Fix = (call) => {
  if (call.ancestors().some((one) => /^(generator_expression|lambda)$/.test(kindOf(one)))) return null
  const name = callee(call)
  const given = givenText(call)
  const text =
    name === 'time.sleep' ? `asyncio.sleep(${given})` : `asyncio.to_thread(${given ? `${name}, ${given}` : name})`
  const title = name === 'time.sleep' ? 'Use asyncio.sleep' : 'Run it in a thread'
  return all(title, { at: call, newText: awaited(call, text) }, ...importOf(call, 'import asyncio'))
}

export const holdLock: Fix = (write) => {
  const statement = statementOf(write)
  const lock = /\bself\.(\w+)\s*(?::[^=\n]+)?=\s*(?:threading\.)?R?Lock\(\)/.exec(classOf(write)?.text() ?? '')?.[1]
  const [indent, text] = [indentOf(statement), indentedText(statement)]
  return lock && indent !== null && text !== null
    ? instead('Hold the lock', statement, `with self.${lock}:\n${indent}    ${text}`)
    : null
}

/** `x == "a" or "b"` asks for both; `x != 1 or x != 2` wants the other operator. */
export const askForEach: Fix = (node) => {
  const [left, right] = [node.field('left'), node.field('right')]
  const asked = kindOf(left) === 'comparison_operator' && left ? comparison(left) : null
  if (!asked || !left || !right) return null
  const operator = node.field('operator')?.text()
  if (kindOf(right) === 'comparison_operator') {
    if (!/^[!=]=$/.test(asked.operator)) return null
    const text = `${left.text()} ${operator === 'or' ? 'and' : 'or'} ${right.text()}`
    return instead('Use the other operator', node, kindOf(node.parent()) === 'boolean_operator' ? `(${text})` : text)
  }
  if (asked.operator !== '==') return null
  const values = [asked.right.text(), right.text()]
  let whole = node
  for (let up = node.parent(); up && kindOf(up) === 'boolean_operator'; up = up.parent()) {
    const more = up.field('right')
    if (up.field('left')?.id() !== whole.id() || !/^(string|integer|float)$/.test(kindOf(more))) break
    values.push(more?.text() ?? '')
    whole = up
  }
  return instead('Compare with each of them', whole, `${asked.left.text()} in (${values.join(', ')})`)
}

export const callIt: Fix = (asked) => {
  const name = asked.field('attribute')?.text() ?? ''
  const own = functionsNamed(asked, name).filter((fn) => classOf(fn)?.id() === classOf(asked)?.id())
  return own.length === 1 && parts(own[0]?.field('parameters')).length === 1
    ? instead('Call it', asked, `${asked.text()}()`)
    : null
}

export const askClose: Fix = (node) => {
  const asked = comparison(node)
  if (!asked || [asked.left, asked.right].some((side) => /^-?0(\.0*)?$/.test(side.text()))) return null
  if (/^(import|from) (numpy|pandas|torch|jax|decimal|sympy)\b/m.test(fileText(node))) return null
  const text = `math.isclose(${asked.left.text()}, ${asked.right.text()})`
  return all(
    'Compare with math.isclose',
    { at: node, newText: asked.operator === '!=' ? `not ${text}` : text },
    ...importOf(node, 'import math'),
  )
}

export const stopBefore: Fix = (node) => {
  if (kindOf(node) === 'subscript')
    return kindOf(node.parent()) === 'assignment' ? null : instead('Take the last', node.field('subscript'), '-1')
  if (kindOf(node) !== 'call') return instead('Stop before the end', node, node.text().replace('<=', '<'))
  const given = positional(node)
  const end = given[1] ?? given[0]
  return instead('Stop before the end', end, end?.text().replace(/\s*\+\s*1$/, '') ?? '')
}

const loggers = /^(\w*log(?:ger)?)\s*(?::\s*[\w.]+\s*)?=\s*(?:logging|structlog)\.(?:getLogger|get_logger)\(/im

/** The error goes on to be survived, but no longer unseen. */
export const logIt: Fix = (clause) => {
  const [only] = bodyOf(clause)
  const text = fileText(clause)
  const own = loggers.exec(text)?.[1] ?? (/^from loguru import logger\b/m.test(text) ? 'logger' : null)
  const name = functionOf(clause).field('name')?.text()
  const told = `${own ?? 'logging'}.exception("${name ? `${name} failed` : 'An error was ignored'}")`
  const bare = clause.child(0)
  if (!only || !bare) return null
  const isLast = only.text() !== 'continue'
  const indent = indentOf(only)
  if (!isLast && indent === null) return null
  const edits: MendEdit[] = [{ at: only, newText: isLast ? told : `${told}\n${indent}continue` }]
  if (/^except\s*:/.test(clause.text())) edits.push({ at: bare, newText: 'except Exception' })
  return all('Log it', ...edits, ...(own ? [] : importOf(clause, 'import logging')))
}

export const checkIt: Fix = (call) =>
  all('Raise an error when it fails', ...(withKeywords(call, { check: 'True' }) ?? [null]))

export const keepResult: Fix = (call) => {
  const object = call.field('function')?.field('object')
  const isName = /^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*$/.test(object?.text() ?? '')
  return isName && !/^(str|math|os|copy)$|^os\./.test(object?.text() ?? '')
    ? instead('Assign the result', call, `${object?.text()} = ${call.text()}`)
    : null
}

export const loopOverCopy: Fix = (change) => {
  const changed = kindOf(change) === 'delete_statement' ? /^del\s+([\w.]+)\[/ : /^([\w.]+)\.\w+\(/
  const list = changed.exec(change.text())?.[1]
  for (const up of change.ancestors()) {
    const over = kindOf(up) === 'for_statement' ? up.field('right') : null
    if (list && over && new RegExp(`^${list.replaceAll('.', '\\.')}(\\.(items|keys|values)\\(\\))?$`).test(over.text()))
      return instead('Loop over a copy', over, `list(${over.text()})`)
  }
  return null
}

/** Only where the step goes the wrong way. */
export const turnStep: Fix = (test) => {
  const name = kindOf(test) === 'comparison_operator' ? comparison(test)?.left.text() : undefined
  const loop = test.parent()
  const [step, ...more] = (loop?.field('body')?.findAll({ rule: { kind: 'augmented_assignment' } }) ?? []).filter(
    (one) => one.field('left')?.text() === name,
  )
  const operator = step?.field('operator')
  if (more.length > 0 || !/^[-+]=$/.test(operator?.text() ?? '')) return null
  return instead('Step the other way', operator, operator?.text() === '-=' ? '+=' : '-=')
}

export const extendInPlace: Fix = (node) => {
  const right = node.field('right')
  const added = kindOf(node) === 'assignment' ? right?.field('right') : null
  const first = right?.field('left')
  if (!added || first?.text() !== node.field('left')?.text()) return null
  const isList = /^(list|list_comprehension)$/.test(kindOf(added)) || madeAsList(node)
  return isList ? instead('Extend the list in place', node, `${first?.text()} += ${added.text()}`) : null
}

const madeAsList = (node: Node): boolean =>
  new RegExp(`^\\s*${node.field('left')?.text()}\\s*(:[^=\\n]+)?=\\s*(\\[\\]|list\\(\\))\\s*$`, 'm').test(
    functionOf(node).text(),
  )

/** Only where it starts out empty: what it holds may be meant to be shared, or named after the parameter. */
export const makeNew: Fix = (value) => {
  if (!/^(\[\s*\]|\{\s*\}|[\w.]+\(\s*\))$/.test(value.text())) return null
  const param = value.parent()
  const fn = param?.parent()?.parent()
  const name = param?.field('name')?.text() ?? ''
  const type = param?.field('type')
  const [docs, second] = bodyOf(fn)
  const isTold = kindOf(docs) === 'expression_statement' && /^[rRuU]?["']/.test(docs?.text() ?? '')
  const first = isTold ? second : docs
  const indent = first ? indentOf(first) : null
  if (!first || indent === null || !param) return null
  const isOpen = !type || /\b(None|Optional|Any)\b/.test(type.text())
  return all(
    'Make a new one in each call',
    { at: value, newText: 'None' },
    ...(isOpen || !type ? [] : [{ at: type, newText: `${type.text()} | None` }]),
    { at: first, newText: `if ${name} is None:\n${indent}    ${name} = ${value.text()}\n${indent}`, before: true },
  )
}

export const keepDigits: Fix = (call) => {
  const [given] = positional(call)
  if (callee(call) === 'int') return instead('Round it', call.field('function'), 'round')
  if (/^-?[\d_]*\.\d[\d_]*$/.test(given?.text() ?? ''))
    return instead('Pass the number as text', given, `"${given?.text()}"`)
  return given && callee(given) === 'float' ? instead('Pass text', given.field('function'), 'str') : null
}

/** Before the loop, under its own name. */
export const compileBefore: Fix = (call) => {
  const statement = statementOf(call)
  const [made] = parts(statement)
  const loop = statement.ancestors().find((one) => /^(for|while)_statement$/.test(kindOf(one)))
  if (!loop || kindOf(made) !== 'assignment' || made?.field('right')?.id() !== call.id()) return null
  const isDirect = statement.parent()?.parent()?.id() === loop.id() && bodyOf(loop).length > 1
  const isPlain = /^\w+$/.test(made.field('left')?.text() ?? '')
  const indent = indentOf(loop)
  if (!isDirect || !isPlain || indent === null || !/^\w+\s*=/.test(statement.text())) return null
  return all(
    'Compile it before the loop',
    { at: loop, newText: `${statement.text()}\n${lineIndent(loop)}`, before: true },
    { at: statement, newText: '' },
  )
}
