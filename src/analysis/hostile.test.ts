// Code that is meant to hurt the reviewer: it ends in time, others' findings stay.
import { expect, test } from 'playwright/test'
import { defaultPath, type Language, languages } from '#contract/language.ts'
import { analyse, type SourceFile } from './analyse.ts'
import { closeEngine } from './warm.ts'

const deep = (open: string, close: string) =>
  `${open.repeat(20_000)}${close.repeat(20_000)}`.replace(/.{1000}/g, '$&\n')
const nasty: [string, string][] = [
  ['nested parentheses', `x = ${deep('(', ')')}\n`],
  ['nested brackets', `x = ${deep('[', ']')}\n`],
  ['nested braces', deep('{', '}')],
  ['open brackets', `${'(['.repeat(500)}\n`.repeat(40)],
  ['a long sum', `x = ${'1 +\n'.repeat(20_000)} 1\n`],
  [
    'bait for regular expressions',
    `password ${'='.repeat(1900)}\n${'token.'.repeat(300)}\n${'a'.repeat(1900)}!\n`.repeat(30),
  ],
  [
    'noise',
    Array.from({ length: 60_000 }, (_, index) => String.fromCharCode(32 + ((index * 7919) % 900)))
      .join('')
      .replace(/.{500}/g, '$&\n'),
  ],
  ['quotes', `${'"\'`'.repeat(300)}\n`.repeat(100)],
]

test.afterAll(closeEngine)

for (const [name, content] of nasty)
  test(`${name} is survived in every language, and others' findings stay`, async () => {
    test.setTimeout(120_000)
    const bad: SourceFile[] = languages.map((language: Language) => ({
      path: `bad/${defaultPath[language]}`,
      content,
      language,
    }))
    const good: SourceFile = { path: 'good.py', content: 'eval(input())\n', language: null }
    const outcome = await analyse([...bad, good], {
      signal: AbortSignal.timeout(110_000),
      model: null,
      planned: async () => {},
      remember: (_step, run) => run(),
    })
    expect(outcome.coverage).toHaveLength(bad.length + 1)
    expect(outcome.coverage.at(-1)).toEqual({ path: 'good.py', status: 'reviewed' })
    const ofGood = outcome.findings.filter(({ path, fate }) => path === 'good.py' && fate === 'shown')
    expect(ofGood.map(({ ruleId }) => ruleId)).toEqual(['dataflow/code-injection'])
  })

test('a line of 200,000 characters is left out with the reason', async () => {
  const content = `x = "${'a'.repeat(200_000)}"\n`
  const outcome = await analyse([{ path: 'a.py', content, language: null }], {
    signal: AbortSignal.timeout(20_000),
    model: null,
    planned: async () => {},
    remember: (_step, run) => run(),
  })
  expect(outcome.coverage[0]?.status).toBe('skipped')
  expect(outcome.summary.verdict).toBe('partial')
})
