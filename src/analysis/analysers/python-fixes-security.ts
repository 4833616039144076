// Small mends of ours for weaknesses that ruff finds in Python.
import type { Node } from '../grammar.ts'
import { all, indentOf, instead } from '../rules/mending.ts'
import { callAround, importOf, withKeywords } from '../rules/python-edits.ts'
import { callee, fileText, kindOf, parts, positional, statementOf } from '../rules/python-tree.ts'
import type { Fix } from './python-fixes.ts'
import { fieldsOf, wordsOf } from './python-text.ts'

const nameOf = (node: Node) => node.field('function')?.field('attribute') ?? node.field('function')

export const closeToOthers: Fix = (mode) => {
  const octal = /^0o([0-7]{3,4})$/i.exec(mode.text())?.[1]
  if (!octal) return null
  const kept = [...octal].map((digit, index) => (index < octal.length - 2 ? digit : String(Number(digit) & 5)))
  return instead('Let only the owner write', mode, `0o${kept.join('')}`)
}

const setTo =
  (title: string, newText: string): Fix =>
  (node) =>
    kindOf(node) === 'keyword_argument' ? instead(title, node.field('value'), newText) : null

export const endDebugMode: Fix = setTo('Switch it off', 'False')
export const verify: Fix = setTo('Check certificates', 'True')

export const filterMembers: Fix = (node) => {
  const call = callAround(node)
  return call ? all('Refuse what leaves the folder', ...(withKeywords(call, { filter: '"data"' }) ?? [null])) : null
}

export const verifiedContext: Fix = (node) =>
  instead('Check certificates', nameOf(callAround(node) ?? node), 'create_default_context')

/** A password wants more than another hash. */
export const useSha256: Fix = (node) => {
  const text = statementOf(node).text().slice(0, 1000)
  if (/passw|pwd|passphrase/i.test(text)) return null
  if (kindOf(node) === 'string') return instead('Use SHA-256', node, node.text().replace(/(md5|sha-?1)/i, 'sha256'))
  const name = node.field('attribute')
  return /^(md5|sha1)$/.test(name?.text() ?? '') ? instead('Use SHA-256', name, 'sha256') : null
}

export const newTls: Fix = (node) => {
  const text = node
    .text()
    .replace(/\b(PROTOCOL_)(SSLv2|SSLv3|TLSv1|TLSv1_1)$|\b(SSLv2|SSLv3|TLSv1|TLSv1_1)(_METHOD)$/, '$1TLSv1_2$4')
  return instead('Ask for TLS 1.2', node, text)
}

export const longKey: Fix = (node) =>
  kindOf(node) === 'integer'
    ? instead('Use 3072 bits', node, '3072')
    : instead('Use a curve of 256 bits', node, node.text().replace(/SEC[PT]\w+$/, 'SECP256R1'))

export const loadSafely: Fix = (node) => {
  const call = callAround(node)
  const [data] = call ? positional(call) : []
  return call && data && callee(call) === 'yaml.load'
    ? instead('Use safe_load', call, `yaml.safe_load(${data.text()})`)
    : null
}

export const refuseStrangers: Fix = (node) => {
  const call = kindOf(node) === 'call' ? node.ancestors().find((one) => kindOf(one) === 'call') : callAround(node)
  const statement = statementOf(node)
  const client = /^([\w.]+)\.set_missing_host_key_policy$/.exec(callee(call))?.[1]
  const indent = indentOf(statement)
  if (!client || indent === null || !/^paramiko\.(client\.)?\w+Policy(\(\))?$/.test(node.text())) return null
  const policy = { at: node, newText: node.text().replace(/\w+Policy/, 'RejectPolicy') }
  return /\.load_(system_)?host_keys\(/.test(fileText(node))
    ? all('Refuse unknown servers', policy)
    : all('Refuse unknown servers', policy, {
        at: statement,
        newText: `${client}.load_system_host_keys()\n${indent}`,
        before: true,
      })
}

/** A command of plain words and values needs no shell. */
export const asList: Fix = (node) => {
  const call = callAround(node)
  const [command, ...more] = call ? positional(call) : []
  const words = command ? wordsOf(command) : null
  if (!call || !words || more.length > 0) return null
  if (callee(call) === 'os.system')
    return kindOf(statementOf(call)) === 'expression_statement' && statementOf(call).text() === call.text()
      ? all(
          'Start the program without a shell',
          { at: call, newText: `subprocess.run([${words.join(', ')}], check=False)` },
          ...importOf(call, 'import subprocess'),
        )
      : null
  const given = parts(call.field('arguments'))
  const kept = given.slice(1).filter((one) => one.field('name')?.text() !== 'shell')
  return /^subprocess\.\w+$/.test(callee(call)) && kept.length === given.length - 2
    ? instead(
        'Start the program without a shell',
        call.field('arguments'),
        `([${words.join(', ')}]${kept.map((one) => `, ${one.text()}`).join('')})`,
      )
    : null
}

/** Escapes the values, not the text around them. */
export const formatHtml: Fix = (call) => {
  const name = callee(call)
  const [text] = positional(call)
  const fields = text && positional(call).length === 1 ? fieldsOf(text) : null
  if (!fields || fields.values.length === 0) return null
  const values = fields.values.join(', ')
  if (/(^|\.)Markup$/.test(name))
    return instead('Let Markup escape the values', call, `${name}(${fields.text}).format(${values})`)
  return /(^|\.)mark_safe$/.test(name)
    ? all(
        'Use format_html',
        { at: call, newText: `format_html(${fields.text}, ${values})` },
        ...importOf(call, 'from django.utils.html import format_html'),
      )
    : null
}

/** Only a whole statement that is handed straight to the database, each value alone in its place. */
export const useParameters: Fix = (text) => {
  const list = text.parent()
  const call = list?.parent()
  const placeholders = placeholder(fileText(text))
  const fields = fieldsOf(text)
  if (!call || !fields || !placeholders || !/\.execute$/.test(callee(call)) || parts(list).length !== 1) return null
  const statement = fields.text.replace(
    /(=|<|>|\blike|,|\()(\s*)(['"]?)\{\}\3(?=\s*(?:[,;)]|["']|\b(?:and|or|order|group|limit|where)\b))/gi,
    (found, sign: string, gap: string, _quote: string, at: number) =>
      /[,(]/.test(sign) && !inValues.test(fields.text.slice(0, at + 1)) ? found : `${sign}${gap}${placeholders}`,
  )
  return fields.values.length > 0 &&
    !/[{}]/.test(statement) &&
    !/%(?!s)/.test(statement) &&
    !/\(\s*(?:\?|%s)\s*\)/.test(statement)
    ? instead(
        'Pass the values as parameters',
        list,
        `(${statement}, (${fields.values.join(', ')}${fields.values.length > 1 ? '' : ','}))`,
      )
    : null
}

/** One of several: a lone one may be a whole list. */
const inValues = /\bvalues\s*\([^()]*$/i

/** As the driver that the file imports writes it. */
const placeholder = (text: string): string | null => {
  if (/^(import|from) (sqlite3|aiosqlite|pyodbc|duckdb)\b/m.test(text)) return '?'
  return /^(import|from) (psycopg2?|pymysql|MySQLdb|mysql|aiomysql|django)\b/m.test(text) ? '%s' : null
}

const hidden = /[\u202a-\u202e\u2066-\u2069]/g

export const showMarks: Fix = (node) => {
  const at = node
    .findAll({ rule: { any: [{ kind: 'string' }, { kind: 'comment' }] } })
    .filter((one) => hidden.test(one.text()))
  return at.length > 0
    ? {
        title: 'Take the invisible marks out',
        edits: at.map((one) => ({ at: one, newText: one.text().replace(hidden, '') })),
      }
    : null
}
