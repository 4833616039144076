// What a part of a file needs of the rest to be understood: imports, constants, and the heads of what it calls.
import { type Lines, lineAt } from '../position.ts'
import type { Unit } from './units.ts'

const MOST_LINES = 60
const LONGEST = 200

/** Lines from outside the unit, in their order; empty for a unit that is the whole file. */
export function contextOf(lines: Lines, unit: Unit): string {
  const total = lines.starts.length
  if (unit.first === 1 && unit.last === total) return ''
  const names = namesIn(lines, unit)
  const found: string[] = []
  let isInImport = false
  for (let line = 1; line <= total && found.length < MOST_LINES; line++) {
    if (line === unit.first) line = unit.last + 1
    const text = line <= total ? lineAt(lines, line) : ''
    const startsImport = imports.test(text)
    if (startsImport || isInImport || isWanted(text, names)) found.push(text.slice(0, LONGEST))
    isInImport = (startsImport || isInImport) && isOpen(text, startsImport)
  }
  return found.join('\n')
}

const imports =
  /^\s{0,3}(import\b|from\s+\S+\s+import\b|package\s|(const|let|var)\s.{0,100}=\s*require\(|use\s|#include\b)/
const head =
  /^\s*(?:(?:export|default|public|private|protected|static|final|abstract|async|override|const|let|var)\s+)*(?:def|function\*?|func(?:\s+\([^)]*\))?|class|interface|type|enum|record|struct|[\w<>[\],.?]+)\s+(\w+)\s*(?:\(|[:={<]|extends\b|implements\b|struct\b|interface\b)/

const constant =
  /^(?:export\s+)?(?:const|let|var|final|static|public|private|\s)*\s*([A-Z][A-Z0-9_]{2,})\b[^=]{0,60}=[^=]/

/** A head or a constant whose name the unit uses. A statement of a body begins with no name of its own. */
function isWanted(text: string, names: Set<string>): boolean {
  if (/^\s{9,}/.test(text) || /^\s*(return|if|for|while|else|await|throw|raise|case)\b/.test(text)) return false
  const name = constant.exec(text)?.[1] ?? head.exec(text)?.[1]
  return name !== undefined && names.has(name)
}

function namesIn(lines: Lines, { first, last }: Unit): Set<string> {
  const names = new Set<string>()
  for (let line = first; line <= last; line++)
    for (const [name] of lineAt(lines, line).matchAll(/\b[A-Za-z_]\w{2,}/g)) names.add(name)
  return names
}

/** An import that goes on in the next line. */
function isOpen(text: string, isFirst: boolean): boolean {
  if (isFirst) return /[({]\s*(#.*|\/\/.*)?$/.test(text) || /\\$/.test(text)
  return !/[)}]/.test(text)
}
