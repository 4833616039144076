// One matter at one place is shown once; the other word is kept, with the reason.
import { expect, test } from 'playwright/test'
import type { Candidate } from '#contract/finding.ts'
import { merge } from './merge.ts'

const candidate = (ruleId: string, line: number, more: Partial<Candidate> = {}): Candidate => ({
  fingerprint: `${ruleId}${line}`,
  path: 'a.ts',
  range: { startLine: line, startColumn: 1, endLine: line, endColumn: 9 },
  quote: 'x',
  severity: 'high',
  category: 'security',
  title: 't',
  explanation: 'e',
  ruleId,
  source: 'analyser',
  fate: 'shown',
  ...more,
})
const shown = (all: Candidate[]) => all.filter(({ fate }) => fate === 'shown').map(({ ruleId }) => ruleId)

test('the same weakness on the same line is shown once', () => {
  const all = merge([
    candidate('javascript/no-eval', 3, { cwe: 'CWE-95' }),
    candidate('patterns/eval', 3, { cwe: 'CWE-95' }),
    candidate('javascript/no-eval', 4, { cwe: 'CWE-95' }),
  ])
  expect(shown(all)).toEqual(['patterns/eval', 'javascript/no-eval'])
  expect(all.find(({ fate }) => fate === 'held-back')?.fateReason).toBe('patterns/eval says the same here.')
})

test('other weaknesses and other files stay; a rule that says it twice of one place is heard once', () => {
  const all = merge([
    candidate('a/x', 1, { cwe: 'CWE-1' }),
    candidate('b/y', 1, { cwe: 'CWE-2' }),
    candidate('b/z', 1, { cwe: 'CWE-1', path: 'b.ts' }),
    candidate('a/x', 1, { cwe: 'CWE-1', fingerprint: 'second' }),
    candidate('c/bug', 1),
    candidate('d/bug', 1),
  ])
  expect(shown(all)).toEqual(['a/x', 'b/y', 'c/bug', 'd/bug', 'b/z'])
})

test('the gravest first, then by path and line', () => {
  const all = merge([
    candidate('a/1', 9),
    candidate('a/2', 2),
    candidate('a/3', 1, { severity: 'low' }),
    candidate('a/4', 5, { severity: 'critical', path: 'z.ts' }),
    candidate('a/5', 7, { path: 'A.ts' }),
  ])
  expect(all.map(({ ruleId }) => ruleId)).toEqual(['a/4', 'a/5', 'a/2', 'a/1', 'a/3'])
})
