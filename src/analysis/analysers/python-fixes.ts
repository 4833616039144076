// Small mends of ours for bugs that ruff finds and has no fix for.
import type { Node } from '../grammar.ts'
import { all, indentOf, instead } from '../rules/mending.ts'
import { callAround, importOf } from '../rules/python-edits.ts'
import {
  callee,
  childOf,
  fileText,
  functionOf,
  kindOf,
  loopAround,
  namesIn,
  parts,
  positional,
  statementOf,
} from '../rules/python-tree.ts'
import type { Mend } from '../rules/rule.ts'

export type Fix = (marked: Node) => Mend | null

/** Only where it is a statement of its own. */
export const addOne: Fix = (node) => {
  const statement = statementOf(node)
  const [, signs = '', name = ''] = /^(\+\+|--)([A-Za-z_][\w.]*)$/.exec(statement.text()) ?? []
  return name ? instead(`Write ${signs[0]}= 1`, statement, `${name} ${signs[0]}= 1`) : null
}

export const changeEnvironment: Fix = (target) => {
  const statement = statementOf(target)
  const value = parts(statement)[0]?.field('right')
  const indent = indentOf(statement)
  return value && indent !== null && kindOf(value) !== 'assignment'
    ? instead(
        'Change the environment itself',
        statement,
        `${target.text()}.update(${value.text()})`.replace(/^/, `${target.text()}.clear()\n${indent}`),
      )
    : null
}

/** A word at one end; at both ends it takes a decision. */
export const removeWord: Fix = (node) => {
  const call = callAround(node)
  const method = call?.field('function')?.field('attribute')
  const other: Record<string, string> = { lstrip: 'removeprefix', rstrip: 'removesuffix' }
  const newText = other[method?.text() ?? '']
  return newText ? instead(`Use ${newText}`, method, newText) : null
}

export const raiseError: Fix = (literal) =>
  /string$/.test(kindOf(literal)) ? instead('Raise an error', literal, `RuntimeError(${literal.text()})`) : null

/** As a default of the function, so that it is looked up when the function is made. */
export const bindVariable: Fix = (name) => {
  const fn = functionOf(name)
  const loop = loopAround(fn)
  const inside = childOf(fn, 'lambda_parameters', 'parameters')
  const bound = `${name.text()}=${name.text()}`
  if (kindOf(fn) === 'module' || (loop && namesIn(loop.field('right') ?? loop).has(name.text()))) return null
  if (kindOf(fn) === 'lambda' && !inside)
    return instead('Bind it now', fn, fn.text().replace(/^lambda\s*:/, `lambda ${bound}:`))
  const last = parts(inside).at(-1)
  if (inside && !last) return instead('Bind it now', inside, `(${bound})`)
  return last && !/splat/.test(kindOf(last)) ? instead('Bind it now', last, `${last.text()}, ${bound}`) : null
}

export const assignIt: Fix = (node) => {
  const assignment = kindOf(node) === 'assignment' ? node : parts(node)[0]
  const [left, type] = [assignment?.field('left'), assignment?.field('type')]
  return left && type && assignment && !assignment.field('right')
    ? instead('Assign it', assignment, `${left.text()} = ${type.text()}`)
    : null
}

export const catchBoth: Fix = (node) =>
  / or /.test(node.text()) && !/ and /.test(node.text())
    ? instead(
        'Catch each of them',
        node,
        `(${node
          .text()
          .split(/\s+or\s+/)
          .join(', ')})`,
      )
    : null

export const ownSession: Fix = (node) =>
  /=\s*os\.(setsid|setpgrp)$/.test(node.text())
    ? instead(
        'Let subprocess do it',
        node,
        node.text().endsWith('setsid') ? 'start_new_session=True' : 'process_group=0',
      )
    : null

/** Only where both say the same. */
export const keepOne: Fix = (node) => {
  const statement = statementOf(node)
  const same = statement.prevAll().some((one) => one.text() === statement.text())
  return same ? instead('Keep one of them', statement, '') : null
}

export const makeEach: Fix = (value) => {
  const empty: Record<string, string> = {
    '[]': 'list',
    'list()': 'list',
    '{}': 'dict',
    'dict()': 'dict',
    'set()': 'set',
  }
  const made = `field(default_factory=${empty[value.text()] ?? `lambda: ${value.text()}`})`
  const isWhole = /^import dataclasses\b/m.test(fileText(value))
  return all(
    'Make one for each object',
    { at: value, newText: isWhole ? `dataclasses.${made}` : made },
    ...(isWhole ? [] : importOf(value, 'from dataclasses import field')),
  )
}

/** Only what is worked out first, whatever the rest says. */
export const assignBefore: Fix = (node) => {
  const statement = statementOf(node)
  const named = kindOf(node) === 'named_expression' ? node : node.find({ rule: { kind: 'named_expression' } })
  const [name, value] = [named?.field('name')?.text(), named?.field('value')?.text()]
  const indent = indentOf(statement)
  const around = named?.parent()
  if (!named || !name || indent === null || !/^assert\s*\(?\s*$/.test(textBefore(statement, named))) return null
  const at = kindOf(around) === 'parenthesized_expression' && around ? around : named
  return all(
    'Assign it before',
    { at: statement, newText: `${name} = ${value}\n${indent}`, before: true },
    { at, newText: name },
  )
}

const textBefore = (outer: Node, inner: Node) =>
  outer.text().slice(0, inner.range().start.index - outer.range().start.index)

export const flatten: Fix = (call) => {
  const [lists, ...more] = positional(call)
  return lists && callee(call) === 'sum' && more.length < 2 && /^(identifier|attribute|call)$/.test(kindOf(lists))
    ? instead('Gather the items', call, `[item for items in ${lists.text()} for item in items]`)
    : null
}

export const nameArgument: Fix = (call) => {
  const method = /(\w+)$/.exec(callee(call))?.[1] ?? ''
  const last = positional(call)[/^subn?$/.test(method) ? 3 : 2]
  if (!last || positional(call).at(-1)?.id() !== last.id()) return null
  const isFlag = /^(re\.)?[A-Z]+(\s*\|\s*(re\.)?[A-Z]+)*$/.test(last.text())
  const isCount = kindOf(last) === 'integer'
  const name = isFlag ? 'flags' : method === 'split' ? 'maxsplit' : 'count'
  return isFlag || isCount ? instead(`Name it ${name}`, last, `${name}=${last.text()}`) : null
}

/** A number as text; made a number again for who takes it as one. */
export const defaultAsText: Fix = (value) => {
  const call = callAround(value)
  const kind = kindOf(value) === 'integer' ? 'int' : kindOf(value) === 'float' ? 'float' : null
  if (!kind || !call) return null
  const taker = callAround(call.parent() ?? call)
  const isMade = taker && /^(int|float)$/.test(callee(taker)) && positional(taker)[0]?.id() === call.id()
  if (isMade) return instead('Write it as text', value, `"${value.text()}"`)
  const text = call.text().replace(new RegExp(`${value.text().replace('.', '\\.')}\\s*\\)$`), `"${value.text()}")`)
  return instead('Write it as text and convert', call, `${kind}(${text})`)
}

export const useError: Fix = (node) => {
  const call = callAround(node)
  const name = call?.field('function')
  return instead('Use error', name?.field('attribute') ?? name, 'error')
}
