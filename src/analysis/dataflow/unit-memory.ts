// Files as they were read, kept for a while: what many files import is read once in each thread.
import type { Language } from '#contract/language.ts'
import { type Grammar, type Node, treeOf } from '../grammar.ts'
import type { Unit } from './ir.ts'

const MOST_SIGNS = 1_500_000

export type ReadFile = { unit: Unit; root: Node }

const kept = new Map<string, ReadFile & { signs: number }>()
let signs = 0

export function unitOf(language: Language, grammar: Grammar, content: string, read: (root: Node) => Unit): ReadFile {
  const key = `${language} ${grammar} ${content}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const root = treeOf(grammar, content)
  const made = { unit: read(root), root, signs: content.length }
  kept.set(key, made)
  signs += made.signs
  for (const [oldest, { signs: its }] of kept) {
    if (signs <= MOST_SIGNS) break
    kept.delete(oldest)
    signs -= its
  }
  return made
}
