// Files of a wanted length out of the engine's own cases, so that what is measured looks like code and has flaws in it.

import { readCases } from '#analysis/cases/read-cases.ts'
import type { Language } from '#contract/language.ts'

type Code = Exclude<Language, 'text'>

const imports: Partial<Record<Code, RegExp>> = {
  go: /^import \([^)]*\)\n|^import .*\n/gm,
  java: /^import .*;\n/gm,
}
const heads: Partial<Record<Code, RegExp>> = { go: /^package .*\n/m, java: /^package .*;\n/m }

/**
 * `seed` decides which cases and in which order; the same one gives the same text. About `lines` lines, never more.
 * @param flawed every so many-th case is the flawed one of its pair; 0: none.
 */
export function material(language: Code, lines: number, seed: number, flawed = 4): string {
  const cases = readCases(language)
  const chosen: string[] = []
  let length = 0
  for (let n = 0; n < cases.length; n++) {
    // A step that shares no factor with most numbers of cases: neighbours are no neighbours here.
    const pair = cases[(seed * 7 + n * 29) % cases.length] as (typeof cases)[number]
    const text = flawed > 0 && (seed + n) % flawed === 0 ? pair.flawed : pair.clean
    const size = text.split('\n').length
    if (length + size > lines) continue
    chosen.push(text)
    length += size
  }
  return asOneFile(language, chosen)
}

/** Imports may stand only at the top, and once. */
function asOneFile(language: Code, texts: string[]): string {
  const [pattern, head] = [imports[language], heads[language]]
  if (!pattern || !head) return texts.join('\n')
  const top = new Set(texts.flatMap((text) => text.match(pattern) ?? []))
  const rest = texts.map((text) => text.replace(head, '').replace(pattern, ''))
  return [language === 'go' ? 'package bench\n' : 'package bench;\n', ...top, ...rest].join('')
}
