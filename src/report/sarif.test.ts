// SARIF against its published schema, whatever was found, and read by a program that is not ours.
import { sarifToMarkdown } from '@security-alert/sarif-to-markdown'
import * as fc from 'fast-check'
import { expect, test } from 'playwright/test'
import { categories, type Evidence, type Finding, severities } from '#contract/finding.ts'
import { candidate, outcome } from '../../bin/testing/reviews.ts'
import { sarifErrors } from '../../bin/testing/sarif-schema.ts'
import { toSarif } from './sarif.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const paths = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
const path = paths.map((parts) => parts.join('/'))
const line = fc.integer({ min: 1, max: 100_000 })
const range = fc.record({ startLine: line, startColumn: line, endLine: line, endColumn: line })
const edit = fc.record({ path, range, newText: fc.string({ maxLength: 5 }) })
const finding = fc.record(
  {
    fingerprint: fc.uuid(),
    path,
    range: fc.option(range),
    quote: fc.option(text),
    severity: fc.constantFrom(...severities),
    category: fc.constantFrom(...categories),
    title: text,
    explanation: text,
    ruleId: fc.constantFrom('a/b', 'rule/ü', 'c'),
    source: fc.constant('analyser' as const),
    fate: fc.constant('shown' as const),
    cwe: fc.constantFrom('CWE-89', 'CWE-78'),
    ruleUrl: fc.webUrl(),
    evidence: fc.array(fc.record({ path, range, note: text }), { maxLength: 3 }),
    fix: fc.record({ title: text, edits: fc.array(edit, { minLength: 1, maxLength: 3 }), checked: fc.boolean() }),
    suppression: text,
  },
  {
    requiredKeys: [
      'fingerprint',
      'path',
      'range',
      'quote',
      'severity',
      'category',
      'title',
      'explanation',
      'ruleId',
      'source',
      'fate',
    ],
  },
)

test('whatever was found, the published schema takes it', () => {
  const judgements = fc.sample(fc.array(finding, { maxLength: 8 }), { numRuns: 60, seed: 7 })
  const runs = judgements.map((found) => JSON.parse(toSarif(outcome(...found))).runs[0])
  const told = JSON.stringify({ version: '2.1.0', runs })
  expect(sarifErrors(told)).toEqual([])
  for (const part of ['codeFlows', 'fixes', 'suppressions', 'helpUri']) expect(told).toContain(`"${part}":`)
  const withoutMessage = told.replace('"message":{"text"', '"massage":{"text"')
  expect(sarifErrors(withoutMessage), 'the schema would tell').not.toEqual([])
})

const place = (startLine: number) => ({ startLine, startColumn: 1, endLine: startLine, endColumn: 9 })
const evidence: Evidence[] = [
  { path: 'door.py', range: place(3), note: 'It comes in here.' },
  { path: 'my app/main.py', range: place(7), note: 'It is run here.' },
]
const dismissed: Finding = {
  ...candidate('c', { title: 'Waved through', range: place(9) }),
  id: '00000000-0000-4000-8000-000000000000',
  state: 'dismissed',
  dismissal: { reason: 'wont-fix', by: 'a@example.com', at: '2026-01-01T00:00:00.000Z' },
}
const judgement = {
  ...outcome(),
  coverage: [{ path: 'big.py', status: 'partial' as const, reason: 'It is too deep.' }],
  findings: [
    candidate('a', { path: 'my app/main.py', range: place(7), ruleId: 'dataflow/one', title: 'Injected', evidence }),
    candidate('b', { title: 'Silenced', suppression: '# nosec' }),
    dismissed,
    candidate('d', { fate: 'held-back', title: 'Kept back' }),
  ],
}

test('another program reads the places, the rules and what was suppressed', () => {
  const about = { owner: 'o', repo: 'r', branch: 'main', sourceRoot: '' }
  const [read] = sarifToMarkdown({ title: 'Report', ...about })(JSON.parse(toSarif(judgement)))
  expect(read?.hasMessages).toBe(true)
  expect(read?.body).toContain('https://github.com/o/r/blob/main/my%20app/main.py#L7')
  for (const words of ['dataflow/one', 'Injected. It is one.', 'Silenced. It is one.'])
    expect(read?.body).toContain(words)
  expect(read?.body).not.toContain('Kept back')
  const unsuppressed = sarifToMarkdown({ ...about, suppressedResults: false })(JSON.parse(toSarif(judgement)))[0]
  const [results = ''] = unsuppressed?.body.split('## Rules information') ?? []
  expect(results).toContain('Silenced')
  expect(results).not.toContain('Waved through')
})

test('the way of the evidence, why something is suppressed, and what was not judged in full are told', () => {
  const [run] = JSON.parse(toSarif(judgement)).runs
  const steps = run.results[0].codeFlows[0].threadFlows[0].locations.map(
    ({
      location,
    }: {
      location: { message: { text: string }; physicalLocation: { artifactLocation: { uri: string } } }
    }) => `${location.physicalLocation.artifactLocation.uri}: ${location.message.text}`,
  )
  expect(steps).toEqual(['door.py: It comes in here.', 'my%20app/main.py: It is run here.'])
  expect(run.results.map(({ suppressions }: { suppressions?: unknown }) => suppressions)).toEqual([
    undefined,
    [{ kind: 'inSource', status: 'rejected', justification: '# nosec' }],
    [{ kind: 'external', status: 'accepted', justification: 'wont-fix' }],
  ])
  expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
    { level: 'warning', message: { text: 'big.py was judged in part. It is too deep.' } },
  ])
})
