// The list of problems: filtered by all that is asked for at once, grouped without losing one.
import { expect, test } from 'playwright/test'
import type { Finding } from '#contract/finding.ts'
import { type Filter, grouped, isFiltering, noFilter, passes } from './problem-view.ts'

const finding = (change: Partial<Finding>) =>
  ({
    path: 'app/pay.py',
    severity: 'high',
    category: 'security',
    state: 'new',
    ruleId: 'dataflow/sql-injection',
    title: 'A value from outside becomes part of a query',
    explanation: 'It can read every row.',
    ...change,
  }) as Finding

const asked: [what: string, filter: Partial<Filter>, passes: boolean][] = [
  ['nothing', {}, true],
  ['its severity', { severities: new Set(['high', 'low']) }, true],
  ['another severity', { severities: new Set(['low']) }, false],
  ['its category', { categories: new Set(['security']) }, true],
  ['its category and another state', { categories: new Set(['security']), states: new Set(['open']) }, false],
  ['words of its rule and its path, in any order', { text: '  PAY sql ' }, true],
  ['a word of its explanation', { text: 'every row' }, true],
  ['one word it has and one it has not', { text: 'sql xyz' }, false],
]
for (const [what, filter, expected] of asked)
  test(`asked for ${what}, a finding ${expected ? 'stays' : 'goes'}`, () => {
    expect(passes(finding({}), { ...noFilter, ...filter })).toBe(expected)
    expect(isFiltering({ ...noFilter, ...filter })).toBe(what !== 'nothing')
  })

test('groups hold every finding once: files by name, severities by weight, rules by name', () => {
  const all = [
    finding({ path: 'b.py', severity: 'low', ruleId: 'r/2' }),
    finding({ path: 'a.py', severity: 'critical', ruleId: 'r/2' }),
    finding({ path: 'b.py', severity: 'high', ruleId: 'r/1' }),
  ]
  const names = (by: Parameters<typeof grouped>[1]) => grouped(all, by).map(({ name }) => name)
  expect(names('file')).toEqual(['a.py', 'b.py'])
  expect(names('severity')).toEqual(['critical', 'high', 'low'])
  expect(names('rule')).toEqual(['r/1', 'r/2'])
  for (const by of ['file', 'severity', 'rule'] as const)
    expect(grouped(all, by).flatMap(({ findings }) => findings)).toHaveLength(3)
})
