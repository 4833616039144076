// JUnit XML, as nearly every CI shows it: each file a suite, each finding a failure, a clean file one test that passed.
import type { Coverage } from '#contract/review.ts'
import { type Judgement, shown } from './judgement.ts'

type Told = Judgement['findings'][number]

export function toJunit(judgement: Judgement): string {
  const found = shown(judgement)
  const byPath = Map.groupBy(found, ({ path }) => path)
  const suites = judgement.coverage.map((file) => suite(file, byPath.get(file.path) ?? []))
  const sums = suites.reduce((sum, { tests }) => sum + tests, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Lintel" tests="${sums}" failures="${found.length}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>\n',
  ].join('\n')
}

/** Partial is never green: a file that was not looked at wholly has a test that was skipped, and says why. */
function suite({ path, status, reason }: Coverage, found: Told[]): { tests: number; xml: string } {
  const failures = found.map((finding) => failure(finding))
  const name = `classname="${escaped(path)}" name="${status === 'reviewed' ? 'reviewed' : 'not judged in full'}"`
  const whole = status === 'reviewed' ? [`    <testcase ${name}/>`] : [skipped(name, reason ?? '')]
  const cases = status === 'reviewed' && failures.length > 0 ? failures : [...failures, ...whole]
  const counts = `tests="${cases.length}" failures="${failures.length}" skipped="${status === 'reviewed' ? 0 : 1}"`
  const xml = [`  <testsuite name="${escaped(path)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n')
  return { tests: cases.length, xml }
}

const skipped = (name: string, reason: string) =>
  `    <testcase ${name}><skipped message="${escaped(reason)}"/></testcase>`

function failure({ path, range, ruleId, severity, title, explanation }: Told): string {
  const line = range?.startLine ?? 1
  const name = `classname="${escaped(path)}" name="${escaped(`${ruleId} at line ${line}`)}"`
  const where = `file="${escaped(path)}" line="${line}"`
  const text = escaped(`${path}:${line}\n${explanation}`)
  return `    <testcase ${name} ${where}><failure type="${severity}" message="${escaped(title)}">${text}</failure></testcase>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** What XML 1.0 cannot hold at all, not even escaped, is left out. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\t\n\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"\n\t]/g, (sign) => entities[sign] as string)
