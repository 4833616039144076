// Small edits that mend what was found; each is tried before anybody sees it.
import type { Node } from '../grammar.ts'
import type { Mend } from '../rules/rule.ts'
import type { Found } from './context.ts'

/** Null where the finding is not of the kind that an edit mends. */
export function mendOf({ rule, at, swap }: Found): Mend | null {
  if (rule === 'forgotten-await') return awaited(at)
  if (rule === 'argument-order' && swap) return swapped(...swap)
  return rule === 'off-by-one' ? oneLess(at) : null
}

const alone =
  /^(expression_statement|assignment|variable_declarator|argument_list|arguments|return_statement|parenthesized_expression)$/

function awaited(at: Node): Mend {
  const title = 'Wait for it'
  if (alone.test(String(at.parent()?.kind()))) return { title, edits: [{ at, newText: 'await ', before: true }] }
  return { title, edits: [{ at, newText: `(await ${at.text()})` }] }
}

const swapped = (a: Node, b: Node): Mend => ({
  title: 'Swap the two arguments',
  edits: [
    { at: a, newText: b.text() },
    { at: b, newText: a.text() },
  ],
})

/** `i <= n` becomes `i < n`. */
function oneLess(at: Node): Mend | null {
  const sign = at.children().find((child) => child.kind() === '<=')
  return sign ? { title: 'Stop one earlier', edits: [{ at: sign, newText: '<' }] } : null
}
