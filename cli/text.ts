// The readable report: file by file, each finding with its line of code, and a last line that says it all.
import { styleText } from 'node:util'
import type { Candidate } from '#contract/finding.ts'
import { countsInWords, coverageInWords, type Judgement, plural, shown } from '#report/judgement.ts'

type Style = Parameters<typeof styleText>[0]

const colour: Record<Candidate['severity'], Style> = {
  critical: ['red', 'bold'],
  high: 'red',
  medium: 'yellow',
  low: 'blue',
}
const TOLD_GAPS = 10

export function toText(judgement: Judgement, colours: boolean): string {
  const paint = (style: Style, text: string) => (colours ? styleText(style, text, { validateStream: false }) : text)
  const byFile = [...Map.groupBy(shown(judgement), ({ path }) => path)].sort(([a], [b]) => (a < b ? -1 : 1))
  const files = byFile.map(([path, found]) => [paint('underline', path), ...found.sort(byLine).map(entry)].join('\n'))
  return `${[...files, ...gaps(), ending()].join('\n\n')}\n`

  function entry(finding: Candidate): string {
    const { range, severity, title, explanation, quote, ruleId, cwe, evidence, fix, suppression } = finding
    const place = range ? `${range.startLine}:${range.startColumn}` : 'file'
    const lines = [`  ${place.padEnd(8)}${paint(colour[severity], severity.padEnd(9))}${paint('bold', title)}`]
    if (quote) lines.push(`${INDENT}${paint('dim', firstLine(quote))}`)
    lines.push(`${INDENT}${explanation}`)
    for (const step of evidence ?? [])
      lines.push(`${INDENT}${paint('dim', `${step.path}:${step.range.startLine}`)} ${step.note}`)
    if (suppression) lines.push(`${INDENT}${paint('yellow', `the code asks to be silent about this: ${suppression}`)}`)
    if (fix?.checked) lines.push(`${INDENT}${paint('green', `fix: ${fix.title}`)} (--fix applies it)`)
    lines.push(`${INDENT}${paint('dim', [ruleId, cwe].filter(Boolean).join('  '))}`)
    return lines.join('\n')
  }

  /** Partial is never green: what was not judged in full is said, unless it is only text beside the code. */
  function gaps(): string[] {
    const told = judgement.coverage.filter(
      ({ status, reason }) => status !== 'reviewed' && !reason?.startsWith('Only searched'),
    )
    if (told.length === 0) return []
    const lines = told.slice(0, TOLD_GAPS).map(({ path, status, reason }) => `  ${path} (${status}): ${reason ?? ''}`)
    if (told.length > TOLD_GAPS) lines.push(`  and ${plural(told.length - TOLD_GAPS, 'more file')}`)
    return [[paint('bold', 'Not judged in full'), ...lines].join('\n')]
  }

  function ending(): string {
    const { verdict } = judgement.summary
    const words = `${countsInWords(judgement.summary)} in ${coverageInWords(judgement.coverage)}`
    return paint(verdict === 'findings' ? 'red' : verdict === 'clean' ? 'green' : 'yellow', words)
  }
}

const INDENT = ' '.repeat(10)
const firstLine = (text: string) => text.split('\n', 1)[0]?.slice(0, 110) ?? ''
const byLine = (a: Candidate, b: Candidate) => (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0)
