// The cases for values that flow: texts that hold many small projects each, with marks where a finding would be right.
import { readdirSync, readFileSync } from 'node:fs'
import type { Language } from '#contract/language.ts'
import type { SourceFile } from '../analyse.ts'

/** `marks`: by path, the lines (from 1) on which a good reviewer would put the finding; none in a clean case. */
export type FlowCase = { about: string; variant: string; files: SourceFile[]; marks: Map<string, number[]> }

const MARK = ' «here»'

export function readFlows(language: Exclude<Language, 'text'>): FlowCase[] {
  const folder = new URL(`./flows/${language}/`, import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => casesOf(name.slice(0, -'.txt'.length), readFileSync(new URL(name, folder), 'utf8')))
}

/** `=== variant`, then for each file `--- path` and its lines. */
function casesOf(about: string, text: string): FlowCase[] {
  return sections(text, '=== ').map(({ title, body }) => {
    const marks = new Map<string, number[]>()
    const files = sections(body, '--- ').map(({ title: path, body: marked }): SourceFile => {
      const lines = marked.split('\n')
      const at = lines.flatMap((line, index) => (line.trimEnd().endsWith(MARK.trim()) ? [index + 1] : []))
      if (at.length > 0) marks.set(path, at)
      return { path, content: lines.map((line) => line.replace(/\s*«here»\s*$/, '')).join('\n'), language: null }
    })
    return { about, variant: title, files, marks }
  })
}

function sections(text: string, sign: string): { title: string; body: string }[] {
  const parts = `\n${text}`.split(`\n${sign}`).slice(1)
  return parts.map((part) => {
    const end = part.indexOf('\n')
    return end < 0 ? { title: part.trim(), body: '' } : { title: part.slice(0, end).trim(), body: part.slice(end + 1) }
  })
}
