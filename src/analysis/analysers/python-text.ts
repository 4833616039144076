// Texts of Python that are put together from fixed text and values, taken apart again.
import type { Node } from '../grammar.ts'
import { kindOf, parts } from '../rules/python-tree.ts'

/** The text with `{}` for each value. */
export type Fields = { text: string; values: string[] }

/** An f-string in one piece, with plain values and no braces of its own; else null. */
export function fieldsOf(node: Node): Fields | null {
  const [, quote] = /^f("{1}|'{1})(?!\1)/i.exec(node.text()) ?? []
  if (kindOf(node) !== 'string' || !quote) return null
  const values: string[] = []
  let text = ''
  for (const part of node.children()) {
    const kind = kindOf(part)
    if (kind === 'string_start' || kind === 'string_end') continue
    if (kind === 'interpolation') {
      const [value, ...more] = parts(part)
      if (!value || more.length > 0 || /[=\n]\s*\}$/.test(part.text())) return null
      values.push(value.text())
      text += '{}'
    } else if (/[{}]/.test(part.text())) return null
    else text += part.text()
  }
  return { text: `${quote}${text}${quote}`, values }
}

const several = /(args|opts|options|flags|params|cmd|command|files|paths|list)$/i

/** The words of a command as a shell would cut them, each an expression; null when it needs a shell, or may. */
export function wordsOf(command: Node): string[] | null {
  const fields = fieldsOf(command)
  if (!fields || fields.values.some((value) => several.test(value) || !/^[\w.]+(\(\w*\))?(\[["'\w]+\])?$/.test(value)))
    return null
  const text = fields.text.slice(1, -1)
  if (!/^[\w./=:@,+{} -]+$/.test(text) || /^\s*(\{|cd\b|export\b|source\b)/.test(text)) return null
  let next = 0
  return text
    .trim()
    .split(/ +/)
    .map((word) => {
      const own = word
        .split('{}')
        .slice(1)
        .map(() => fields.values[next++] ?? '')
      if (word === '{}') return own[0] ?? ''
      if (own.length === 0) return `"${word}"`
      let at = 0
      const isQuoted = own.some((value) => value.includes('"'))
      const told = word.replaceAll('{}', () => `{${own[at++]}}`)
      return isQuoted ? `f'${told}'` : `f"${told}"`
    })
}
