// Python as ruff judges it: picked rules only, in our own words, with the forms left out that are safe.
import type { Fix } from '#contract/finding.ts'
import { fixOf } from '../fix-of.ts'
import { type Node, treeOf } from '../grammar.ts'
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { type Lines, linesOf } from '../position.ts'
import { pythonBugs } from './python-bugs.ts'
import { pythonErrors } from './python-errors.ts'
import { type Mending, pythonMends } from './python-mends.ts'
import { pythonSafeForms } from './python-safe-forms.ts'
import { pythonSecurity } from './python-security.ts'
import { fixOfDiagnostic, isSyntaxError, rangeOfDiagnostic, ruff } from './ruff.ts'

/** Ruff's name of the rule leads to its page. */
export type PythonRule = Omit<Advice, 'ruleUrl'> & Mending & { name: string }

const told = Object.entries({ ...pythonErrors, ...pythonBugs, ...pythonSecurity })

/** By ruff's code. */
export const ruffRules: Record<string, PythonRule> = Object.fromEntries(
  told.map(([code, rule]) => [code, { ...rule, ...pythonMends[code] }]),
)
const codes = Object.keys(ruffRules)

export function analyse({ path, content }: CodeFile): Hit[] {
  const lines = linesOf(content)
  let root: Node | null = null
  const file = {
    path,
    lines,
    /** Read only where a fix of ours asks for it. */
    root: () => {
      root ??= treeOf('python', content)
      return root
    },
  }
  const hits = ruff(content, codes)
    .filter((diagnostic) => !isSyntaxError(diagnostic))
    .flatMap((diagnostic) => hit(file, diagnostic))
  return ofOneHabit(hits)
}

const MOST_ALIKE = 4

/** A table with key after key written twice is told of once. */
function ofOneHabit(hits: Hit[]): Hit[] {
  const twice = hits.filter(({ ruleId }) => ruleId === 'python/F601')
  if (twice.length <= MOST_ALIKE) return hits
  const again = new Set(twice.slice(1))
  return hits.map((one) =>
    again.has(one) ? { ...one, heldBack: 'The same is said of other keys further up in this file.' } : one,
  )
}

export const ruffPage = (name: string) => `https://docs.astral.sh/ruff/rules/${name}/`

type Judged = { path: string; lines: Lines; root: () => Node }
type Diagnostic = ReturnType<typeof ruff>[number]

function hit(file: Judged, diagnostic: Diagnostic): Hit[] {
  const code = diagnostic.code ?? ''
  const rule = ruffRules[code]
  if (!rule) return []
  const { lines } = file
  const range = rangeOfDiagnostic(diagnostic)
  if (pythonSafeForms[code]?.({ lines, range, message: diagnostic.message })) return []
  const { name, title, fixable, fix: own, ...advice } = rule
  const ruleUrl = ruffPage(name)
  const fix = fixable ? fixOfDiagnostic(diagnostic, file.path, lines) : own ? ownFix(own, file, diagnostic) : null
  const hit = { ...advice, title: fill(title, diagnostic.message), ruleId: `python/${code}`, ruleUrl, range }
  return [fix ? { ...hit, fix } : hit]
}

function ownFix(mend: NonNullable<Mending['fix']>, file: Judged, diagnostic: Diagnostic): Fix | null {
  try {
    const made = mend(nodeAt(file.root(), diagnostic))
    return made && fixOf({ path: file.path, content: file.lines.text }, made)
  } catch (error) {
    // In code nested thousands deep a fix may not find its place: the finding stands without it.
    if (!(error instanceof RangeError)) throw error
    return null
  }
}

/** The smallest node that holds what ruff marks. */
function nodeAt(root: Node, { start_location: start, end_location: end }: Diagnostic): Node {
  const [from, to] = [start, end].map(({ row, column }) => [row - 1, column - 1] as const)
  const holds = (node: Node) => {
    const range = node.range()
    const [a, b] = [range.start, range.end]
    const begins = from && (a.line < from[0] || (a.line === from[0] && a.column <= from[1]))
    return begins && to && (b.line > to[0] || (b.line === to[0] && b.column >= to[1]))
  }
  for (let at = root, next: Node | undefined = root; ; at = next) {
    next = at.children().find(holds)
    if (!next) return at
  }
}

/** `{}` in a title stands for the first name that ruff quotes. */
const fill = (title: string, message: string) => title.replace('{}', /`([^`]{1,60})`/.exec(message)?.[0] ?? 'this')
