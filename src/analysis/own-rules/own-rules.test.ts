// A team's rules as their processes run them: what is found and mended, what is refused in which words, and what is stopped.
import { expect, test } from 'playwright/test'
import { defaultPath, type Language } from '#contract/language.ts'
import { RuleDocument } from '#contract/rule-document.ts'
import type { AppliedSetting } from '#contract/rule-setting.ts'
import { templates } from '../../app/rules/templates.ts'
import { closeEngine } from '../warm.ts'
import { matchesGlob } from './globs.ts'
import { hasNeededWords, neededWords } from './needed-words.ts'
import type { ReadAnswer } from './orders.ts'
import { openRulePool } from './rule-pool.ts'
import { ruleSet } from './rule-set.ts'
import { applySettings, effectiveOf } from './settings.ts'

const pool = openRulePool(1)
test.afterAll(async () => {
  pool.close()
  await closeEngine()
})

const limits = (milliseconds = 20_000) => ({
  stall: milliseconds,
  total: milliseconds,
  signal: new AbortController().signal,
})
const read = async (source: string, code = '', language: Language = 'python'): Promise<ReadAnswer> => {
  const files = code === '' ? [] : [{ path: defaultPath[language], content: code, language }]
  const answer = await pool.read(source, files, limits())
  if ('stopped' in answer) throw new Error(`it was stopped: ${answer.stopped}`)
  return answer
}
const rule = (body: string, head = 'language: python') => `id: one\n${head}\nmessage: a message\n${body}`
const problemsOf = async (source: string) => (await read(source)).rules.flatMap(({ problems }) => problems)

for (const { name, language, source, sample } of templates)
  test(`the template "${name}" passes its own tests and speaks about its sample`, async () => {
    const { rules, hits } = await read(source, sample, language)
    expect(rules[0]?.problems).toEqual([])
    expect(rules[0]?.tests.length).toBeGreaterThan(1)
    expect(rules[0]?.tests.map(({ failure }) => failure)).toEqual(rules[0]?.tests.map(() => null))
    if (language !== 'text') expect(hits[0]?.hits).toHaveLength(1)
  })

test('each language is matched, calls in Go included, and message and fix take what the variables stand for', async () => {
  const cases: [language: Language, pattern: string, code: string, fixed: string][] = [
    ['python', 'old($$$A)', 'x = old(1, b)\n', 'renewed(1, b)'],
    ['javascript', 'old($$$A)', 'const x = old(1, b)\n', 'renewed(1, b)'],
    ['typescript', 'old($$$A)', 'const x: T = old(1, b)\n', 'renewed(1, b)'],
    ['go', 'old($$$A)', 'package a\n\nfunc f() {\n\told(1, b)\n}\n', 'renewed(1, b)'],
    ['java', 'old($$$A)', 'class A { int f() { return old(1, b); } }\n', 'renewed(1, b)'],
  ]
  for (const [language, pattern, code, fixed] of cases) {
    const source = `id: one\nlanguage: ${language}\nmessage: not old($$$A)\nrule: { pattern: '${pattern}' }\nfix: renewed($$$A)\n`
    const [hit] = (await read(source, code, language)).hits.flatMap(({ hits }) => hits)
    expect.soft(hit?.title, language).toBe('not old(1, b)')
    expect.soft(hit?.fix, language).toMatchObject({ checked: true, edits: [{ newText: fixed }] })
  }
})

test('what is wrong is told with its line, in the words of ast-grep', async () => {
  const cases: [source: string, line: number | null, message: RegExp][] = [
    [rule('rule: { patern: a }'), 4, /^unknown field `patern`, expected one of `pattern`/],
    [rule('rule: { kind: nonsense }'), 4, /Kind `nonsense` is invalid/],
    [rule("rule: { regex: '(a' }"), 4, /unclosed group/],
    [rule('rule: { pattern: f($A) }\nfix: g($B)'), 5, /The fix uses \$B, which the rule does not define/],
    [rule('rule: { pattern: a }\nfoo: 1'), 5, /The field foo is not known/],
    [rule(''), 1, /The field rule is missing/],
    [rule('rule: { pattern: a }', 'language: cobol'), 2, /Unknown language/],
    [rule('rule: { pattern: a'), 4, /Flow map/],
    [rule("rule: { regex: '(a)\\1' }", 'language: text'), 4, /invalid escape|backreference|escape/i],
    [rule("rule: { regex: 'a*' }", 'language: text'), 4, /matches nothing at all/],
    [rule("files: ['{a,b}']\nrule: { pattern: a }"), 4, /Only \*, \*\* and \?/],
    ['', 1, /There is no rule in it/],
  ]
  for (const [source, line, message] of cases) {
    const [problem] = await problemsOf(source)
    expect.soft(problem?.message, source).toMatch(message)
    expect.soft(problem?.line, source).toBe(line)
  }
})

test('a test that does not hold says how', async () => {
  const source = rule(
    'rule: { pattern: f($A) }\nfix: g($A)\ntests: { valid: [f(1)], invalid: [h(1), { code: f(1), fixed: h(1) }, f(1)] }',
  )
  const tests = (await read(source)).rules[0]?.tests.map(({ failure }) => failure)
  expect(tests).toEqual([
    'It matches on line 1 and must not.',
    'It does not match.',
    'The fix makes this of it:\ng(1)',
    null,
  ])
})

test('a hostile rule ends within its limit, and the next one is served', async () => {
  const slow = rule(
    'rule: { kind: expression_statement, precedes: { stopBy: end, kind: expression_statement, precedes: { stopBy: end, regex: ^b } } }',
  )
  const long = [{ path: 'a.py', content: 'a\n'.repeat(20_000), language: 'python' as const }]
  expect(await pool.read(slow, long, limits(400))).toMatchObject({ stopped: 'slow' })
  const by = 'x'.repeat(2000)
  const grow = (name: string, of: string) => `  ${name}: { replace: { source: ${of}, replace: '', by: ${by} } }\n`
  const huge = rule(
    `rule: { pattern: $A }\nfix: $D\ntransform:\n${grow('B', '$A')}${grow('C', '$B')}${grow('D', '$C')}`,
  )
  expect(await pool.read(huge, long, limits(20_000))).toMatchObject({ stopped: 'died' })
  expect((await problemsOf(`a: ${'['.repeat(20_000)}`))[0]?.message).toMatch(/call stack|nested/)
  const laughs = [
    'a: &a [1]',
    ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`),
  ]
  expect((await problemsOf(laughs.join('\n'))).length).toBeGreaterThan(0)
  expect(
    await problemsOf(rule(`rule: { pattern: a }\nconstraints: { A: { regex: 'a{1000}{1000}{1000}' } }`)),
  ).toMatchObject([{ message: expect.stringMatching(/exceeds size limit/) }])
  expect((await read(rule('rule: { pattern: f($A) }'), 'f(1)\n')).hits).toHaveLength(1)
})

test('of rules that run together the one that does not end is named', async () => {
  const document = (id: string, rule: Record<string, unknown>) =>
    RuleDocument.parse({ id, language: 'python', message: id, rule })
  const endless = {
    kind: 'expression_statement',
    precedes: { stopBy: 'end', kind: 'expression_statement', precedes: { stopBy: 'end', regex: '^b' } },
  }
  const set = ruleSet([
    document('first', { pattern: 'a' }),
    document('endless', endless),
    document('last', { pattern: 'a' }),
  ])
  const file = { path: 'a.py', content: 'a\n'.repeat(20_000), language: 'python' as const }
  const strict = { ...limits(), stall: 1500 }
  expect(await pool.judge(set, file, [], strict)).toEqual({ stopped: 'slow', at: 1 })
  expect(await pool.judge(set, file, [1], { ...limits(60_000) })).toMatchObject({ hits: expect.any(Array) })
})

test('a rule is left out of a file only when a word is missing that it cannot do without', () => {
  const cases: [rule: Record<string, unknown>, code: string, runs: boolean][] = [
    [{ pattern: 'os.Exit($CODE)' }, 'print(1)', false],
    [{ pattern: 'os.Exit($CODE)' }, 'os . Exit (1)', true],
    [{ pattern: '$A == $B' }, '', true],
    [{ any: [{ pattern: 'foo()' }, { pattern: 'bar()' }] }, 'bar()', true],
    [{ any: [{ pattern: 'foo()' }, { kind: 'call' }] }, '', true],
    [{ kind: 'call', has: { pattern: 'needle' } }, 'hay', false],
    [{ not: { pattern: 'needle' } }, 'hay', true],
    [{ pattern: { context: 'async needle()', strictness: 'relaxed' } }, 'hay', true],
    [{ pattern: 'f() # needle' }, 'f()', true],
  ]
  for (const [rule, code, runs] of cases)
    expect.soft(hasNeededWords(code, neededWords({ rule })), JSON.stringify(rule)).toBe(runs)
})

test('globs: names in any folder, folders with all below, stars that stay in one', () => {
  const cases: [glob: string, path: string, fits: boolean][] = [
    ['*.py', 'a/b.py', true],
    ['tests/', 'tests/a/b.py', true],
    ['tests/**', 'src/tests/a.py', false],
    ['**/tests/**', 'src/tests/a.py', true],
    ['src/*.py', 'src/a/b.py', false],
    ['src/?.py', 'src/a.py', true],
    ['a.b', 'axb', false],
  ]
  for (const [glob, path, fits] of cases) expect.soft(matchesGlob(path, glob), `${glob} ${path}`).toBe(fits)
  expect(matchesGlob('a'.repeat(400), `${'*a'.repeat(99)}b`)).toBe(false)
})

test('settings: the later wins, what is off is held back with who said so', () => {
  const setting = (home: AppliedSetting['home'], more: Partial<AppliedSetting>): AppliedSetting => ({
    ruleId: 'a/b',
    path: null,
    on: null,
    severity: null,
    home,
    ...more,
  })
  const said = [
    setting('workspace', { on: false, severity: 'low' }),
    setting('lintel.yml', { on: true }),
    setting('project', { path: 'tests/**', on: false }),
  ]
  const found = (path: string) =>
    ({ ruleId: 'a/b', path, severity: 'high', fate: 'shown' }) as Parameters<typeof applySettings>[0][number]
  expect(applySettings([found('a.py'), found('tests/a.py')], said)).toMatchObject([
    { severity: 'low', fate: 'shown' },
    { severity: 'low', fate: 'held-back', fateReason: 'Switched off in this project for tests/**.' },
  ])
  expect(effectiveOf('high', said)).toEqual({
    on: true,
    onFrom: 'lintel.yml',
    severity: 'low',
    severityFrom: 'workspace',
    paths: [{ path: 'tests/**', on: false, severity: null, from: 'project' }],
  })
})
