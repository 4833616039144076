// Where code is not code: syntax errors, told by the language's own parser where one exists, else by the grammar.
import type { Range } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'
import { grammarOf, treeOf } from '../grammar.ts'
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { type Lines, lineAt, linesOf } from '../position.ts'
import { pythonTwoOnce } from './python-two.ts'
import { pythonSyntax } from './ruff.ts'
import { treeSyntax } from './syntax-tree.ts'
import { typescriptSyntax } from './syntax-typescript.ts'

/** What a parser says, and where; `message` starts in lower case and names what it met. */
export type Complaint = { range: Range; message: string; explanation?: string }

/** Errors this close to the last one are echoes of it. */
const ECHO_LINES = 5
const MOST_FINDINGS = 5

export async function analyse(file: CodeFile): Promise<Hit[]> {
  const lines = linesOf(file.content)
  const told = (await complaints(file)).map((complaint) => ({ ...complaint, range: onCode(lines, complaint.range) }))
  const once = file.language === 'python' ? pythonTwoOnce(lines, told) : told
  return regions(once).map((complaint) => syntaxHit(file.language, complaint))
}

export function syntaxHit(language: Language, { range, message, explanation }: Complaint): Hit {
  const advice = syntaxAdvice(names[language], message)
  return { ruleId: 'syntax/unexpected', range, ...advice, ...(explanation && { explanation }) }
}

export function syntaxAdvice(name: string, message: string): Advice {
  return {
    severity: 'high',
    category: 'bug',
    title: `This is not valid ${name}: ${message}`,
    explanation: `${name} cannot read the code from here on, so the file does not run or compile as it stands. The mistake is at this place or shortly before it: look for a missing bracket, quote, colon or separator.`,
  }
}

async function complaints(file: CodeFile): Promise<Complaint[]> {
  const { language, path, content } = file
  if (language === 'python') return pythonSyntax(content)
  if (language === 'javascript' || language === 'typescript') return typescriptSyntax(file)
  const grammar = grammarOf(language, path)
  return grammar ? treeSyntax(language, treeOf(grammar, content)) : []
}

/** What is missing at the end is missed on an empty line: the mark belongs to the last line with code before it. */
function onCode(lines: Lines, range: Range): Range {
  let line = Math.min(range.startLine, lines.starts.length)
  if (lineAt(lines, line).trim() !== '') return range
  while (line > 1 && lineAt(lines, line).trim() === '') line--
  const end = lineAt(lines, line).trimEnd().length + 1
  return { startLine: line, startColumn: Math.max(1, end - 1), endLine: line, endColumn: Math.max(2, end) }
}

/** One complaint for each broken region, not one for each echo. */
function regions(all: Complaint[]): Complaint[] {
  const sorted = [...all].sort(
    (a, b) => a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn,
  )
  return sorted
    .filter(({ range }, index) => {
      const before = sorted[index - 1]
      return !before || range.startLine - before.range.startLine > ECHO_LINES
    })
    .slice(0, MOST_FINDINGS)
}

const names: Record<Language, string> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  go: 'Go',
  java: 'Java',
  text: 'text',
}
