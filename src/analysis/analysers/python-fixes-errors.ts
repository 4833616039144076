// Small mends of ours for what ruff finds in Python and raises an error, or asks the wrong version.
import type { Node } from '../grammar.ts'
import { all, indentOf, instead } from '../rules/mending.ts'
import { callAround, importOf, withKeywords } from '../rules/python-edits.ts'
import {
  bodyOf,
  childOf,
  comparison,
  fixedText,
  functionOf,
  keyword,
  kindOf,
  parts,
  positional,
  statementOf,
} from '../rules/python-tree.ts'
import type { Mend } from '../rules/rule.ts'

type Fix = (marked: Node) => Mend | null

export const versionText: Fix = (node) => {
  const slice = node.parent()
  return node.text() === 'sys.version' && kindOf(slice) === 'subscript'
    ? instead('Take both numbers', slice, 'f"{sys.version_info.major}.{sys.version_info.minor}"')
    : null
}

const numbers = (text: string | null): string | null =>
  /^\d+(\.\d+)*$/.test(text ?? '') ? `(${text?.replaceAll('.', ', ')}${text?.includes('.') ? '' : ','})` : null

export const compareVersion: Fix = (node) => {
  const whole = node.parent()
  const asked = whole && kindOf(whole) === 'comparison_operator' ? comparison(whole) : null
  const told = asked ? numbers(fixedText(asked.right)) : null
  return asked && told && node.text() === 'sys.version' && asked.left.id() === node.id()
    ? instead('Compare sys.version_info', whole, `sys.version_info ${asked.operator} ${told}`)
    : null
}

export const compareBoth: Fix = (node) => {
  const whole = node.parent()
  const asked = whole && kindOf(whole) === 'comparison_operator' ? comparison(whole) : null
  return asked && /^\d+$/.test(asked.right.text()) && asked.left.text() === 'sys.version_info.minor'
    ? instead('Compare both numbers', whole, `sys.version_info[:2] ${asked.operator} (3, ${asked.right.text()})`)
    : null
}

/** The whole line; a block that held nothing else passes. */
export const endDebugging: Fix = (node) => {
  const statement = statementOf(node)
  const block = statement.parent()
  const isAlone = kindOf(block) === 'block' && parts(block).length === 1
  return indentOf(statement) !== null && kindOf(statement) === 'expression_statement'
    ? instead('Take it out', statement, isAlone ? 'pass' : '')
    : null
}

export const dropBrackets: Fix = (statement) => {
  const tuple = childOf(statement, 'tuple')
  const items = parts(tuple)
  return tuple && items.length === 2 && statement.child(1)?.id() === tuple.id()
    ? instead('Take the brackets away', tuple, items.map((one) => one.text()).join(', '))
    : null
}

export const dropComma: Fix = (tuple) => {
  const items = parts(tuple)
  return kindOf(tuple) === 'tuple' && items.length === 1
    ? instead('Take the comma away', tuple, items[0]?.text() ?? '')
    : null
}

export const printToFile: Fix = (node) => {
  const statement = statementOf(node)
  const [, file, rest] = /^print\s*>>\s*([\w.]+)\s*,\s*(.+[^,\s])$/s.exec(statement.text()) ?? []
  return file && rest ? instead('Call print', statement, `print(${rest}, file=${file})`) : null
}

const modules =
  /^(argparse|asyncio|base64|collections|copy|csv|datetime|functools|glob|hashlib|itertools|json|logging|math|os|pathlib|pickle|random|re|shutil|socket|sqlite3|string|struct|subprocess|sys|tempfile|textwrap|threading|time|traceback|uuid)$/
const typing =
  /^(Any|Callable|Dict|Iterable|Iterator|List|Mapping|Optional|Sequence|Set|Tuple|Type|TypeVar|Union|Literal|NamedTuple|TypedDict)$/

/** A module of Python's own that is used as one. */
export const importIt: Fix = (name) => {
  const text = name.text()
  const isModule =
    modules.test(text) && kindOf(name.parent()) === 'attribute' && name.parent()?.field('object')?.id() === name.id()
  const statement = isModule ? `import ${text}` : typing.test(text) ? `from typing import ${text}` : null
  return statement ? all('Import it', ...importOf(name, statement)) : null
}

/** `return super().__init__()` is a call with a word too many. */
export const dropReturn: Fix = (node) => {
  const statement = statementOf(node)
  const [value] = parts(statement)
  const isLast = bodyOf(functionOf(node)).at(-1)?.id() === statement.id()
  return isLast && kindOf(value) === 'call' ? instead('Only call it', statement, value?.text() ?? '') : null
}

export const answerText: Fix = (value) =>
  kindOf(value.parent()) === 'return_statement' ? instead('Make text of it', value, `str(${value.text()})`) : null

export const quoteNames: Fix = (node) => {
  const list = kindOf(node.parent()) === 'assignment' ? node.parent()?.field('right') : null
  const bare = parts(list).filter((one) => kindOf(one) === 'identifier')
  const others = parts(list).filter((one) => kindOf(one) !== 'identifier')
  return bare.length > 0 && others.every((one) => fixedText(one) !== null)
    ? { title: 'Write the names as text', edits: bare.map((at) => ({ at, newText: `"${at.text()}"` })) }
    : null
}

/** Only a message without any placeholder. */
export const addPlaceholders: Fix = (node) => {
  const call = callAround(node)
  const [message, ...values] = call ? positional(call) : []
  const text = fixedText(message)
  if (!message || !text || /[%{]/.test(text) || !/^["']/.test(message.text()) || /^["']{3}/.test(message.text()))
    return null
  const end = message.text().slice(-1)
  return instead('Add a placeholder', message, `${message.text().slice(0, -1)}${' %s'.repeat(values.length)}${end}`)
}

export const setAutoescape: Fix = (node) => {
  const call = callAround(node)
  return call && !keyword(call, 'autoescape')?.text().includes('(')
    ? all('Switch escaping on', ...(withKeywords(call, { autoescape: 'True' }) ?? [null]))
    : null
}

/** `defaultdict` wants it first, without a name. */
export const leaveName: Fix = (node) => {
  const named = parts(callAround(node)?.field('arguments')).find(
    (one) => one.field('name')?.text() === 'default_factory',
  )
  return instead('Pass it without a name', named, named?.field('value')?.text() ?? '')
}
