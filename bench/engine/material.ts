// Files of a wanted length out of the engine's own cases, so that what is measured looks like code and has flaws in it.

import { readCases } from '#analysis/cases/read-cases.ts'
import type { Language } from '#contract/language.ts'

type Code = Exclude<Language, 'text'>

const script = /^import [^;'"]*(['"]).*\1;?\n|^(const|let|var) .* = require\(.*\);?\n/gm
const imports: Record<Code, RegExp> = {
  python: /^(import|from) (.*\([^)]*\)|.*)\n/gm,
  javascript: script,
  typescript: script,
  go: /^import \([^)]*\)\n|^import .*\n/gm,
  java: /^import .*;\n/gm,
}
const heads: Partial<Record<Code, { is: RegExp; as: string }>> = {
  go: { is: /^package .*\n/m, as: 'package bench\n' },
  java: { is: /^package .*;\n/m, as: 'package bench;\n' },
}

const named =
  /^(?:export )?(?:default )?(?:public )?(?:final )?(?:abstract )?(?:async )?(?:def|class|func|function|const|let|var|type|interface|enum|record) (\w+)/gm

/**
 * `seed` decides which cases and in which order; the same one gives the same text. About `lines` lines, never more. No name
 * is given twice at the top.
 * @param flawed every so many-th case is the flawed one of its pair; 0: none.
 */
export function material(language: Code, lines: number, seed: number, flawed = 4): string {
  const cases = readCases(language)
  const chosen: string[] = []
  const taken = new Map<string, string>()
  let length = 0
  for (let n = 0; n < cases.length; n++) {
    // A step that shares no factor with most numbers of cases: neighbours are no neighbours here.
    const pair = cases[(seed * 7 + n * 29) % cases.length] as (typeof cases)[number]
    const text = flawed > 0 && (seed + n) % flawed === 0 ? pair.flawed : pair.clean
    const size = text.split('\n').length
    const names = namesIn(language, text)
    if (length + size > lines || [...names].some(([name, where]) => (taken.get(name) ?? where) !== where)) continue
    for (const [name, where] of names) taken.set(name, where)
    chosen.push(text)
    length += size
  }
  return asOneFile(language, chosen)
}

/** What is named at the top, and where: two things of one name make a file that nobody writes. */
function namesIn(language: Code, text: string): Map<string, string> {
  const own = [...text.matchAll(named)].map(([, name], nth): [string, string] => [name as string, `${nth} of ${text}`])
  const imported = (text.match(imports[language]) ?? []).flatMap((line) => {
    const names = line.replace(/^from \S+|(['"]).*\1/g, '').match(/\w+/g) ?? []
    return names
      .filter((name) => !/^(import|from|as|const|let|require|type|static)$/.test(name))
      .map((name): [string, string] => [name, line])
  })
  return new Map(language === 'go' || language === 'java' ? own : [...own, ...imported])
}

/** Imports stand at the top, and once: in some languages they must, in the others nobody writes them in the midst. */
function asOneFile(language: Code, texts: string[]): string {
  const [pattern, head] = [imports[language], heads[language]]
  const top = new Set(texts.flatMap((text) => text.match(pattern) ?? []))
  const rest = texts.map((text) => (head ? text.replace(head.is, '') : text).replace(pattern, ''))
  return [head?.as ?? '', ...top, ...rest.map((text) => `${text}\n`)].join('')
}
