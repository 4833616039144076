// Analysers and a model, one outcome: what becomes of each thing a model says, well or badly.
import { expect, test } from 'playwright/test'
import { ask, askedAs, LINE, ofAnalysers, ofModel, server, withModelServer } from '../../../bin/testing/asked-model.ts'
import { QUOTA } from '../ranking/quota.ts'
import { connectModel } from './connect.ts'

withModelServer()

test('both voices, one outcome; without a model the outcome is as before', async () => {
  const planned: string[][] = []
  const outcome = await ask('good', { planned: async (steps) => void planned.push(steps) })
  const alone = await ask('good', { model: null })
  expect(planned[0]).toEqual([
    'syntax',
    'dataflow',
    'values',
    'patterns',
    'python',
    'secrets',
    'reviewer',
    'model: a.py',
    'found: a.py',
    'rank',
  ])
  expect(ofModel(outcome)).toMatchObject([
    {
      ruleId: 'model/bug',
      path: 'a.py',
      range: { startLine: LINE, startColumn: 5, endLine: LINE, endColumn: 45 },
      quote: 'return helpers.planted_defect(values[0])',
      fate: 'shown',
    },
  ])
  expect(ofModel(outcome)[0]?.explanation).toContain('When: An empty list is passed in')
  expect(outcome.findings.filter(({ source }) => source === 'analyser')).toEqual(alone.findings)
  expect(ofAnalysers(alone).sort()).toEqual([
    'dataflow/command-injection',
    'reviewer/addressed',
    'secrets/aws-access-key',
  ])
  expect(outcome.engine.model).toEqual({ provider: 'openai-compatible', name: 'good' })
  // The review, the second look and the judgement.
  expect(outcome.usage).toEqual({ inputTokens: 360, outputTokens: 135, costUsd: 0 })
  expect(outcome.modelPart).toEqual({
    calls: 3,
    saved: 0,
    masked: [{ path: 'a.py', secrets: 1 }],
    withheld: [],
    depth: 'standard',
    guidelines: [],
  })
  expect(alone.engine.model).toBeNull()
  expect(alone.usage).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 })
  expect(outcome.coverage).toEqual([{ path: 'a.py', status: 'reviewed' }])
  expect(outcome.degraded).toBe(false)
})

test('the responses interface does the same', async () => {
  const model = connectModel({ name: 'good', baseUrl: server.url, api: 'responses' })
  expect(ofModel(await ask('good', { model }))).toMatchObject([{ range: { startLine: LINE }, fate: 'shown' }])
})

const wellRead = ['fenced', 'prose', 'trailing-comma', 'no-schema', 'no-json-at-all', 'http-500-once', 'talkative']
for (const name of wellRead)
  test(`${name}: is read all the same`, async () => {
    const outcome = await ask(name)
    expect(ofModel(outcome)).toMatchObject([{ range: { startLine: LINE }, fate: 'shown' }])
    expect(outcome.coverage).toEqual([{ path: 'a.py', status: 'reviewed' }])
  })

const partly: [name: string, reason: RegExp, shown: number][] = [
  ['truncated', /broke off/, 0],
  ['truncated-silently', /broke off/, 0],
  ['bad-item', /2 of its findings could not be understood/, 1],
]
for (const [name, reason, shown] of partly)
  test(`${name}: is used as far as it goes`, async () => {
    const outcome = await ask(name)
    expect(ofModel(outcome).filter(({ fate }) => fate === 'shown')).toHaveLength(shown)
    expect(outcome.coverage).toMatchObject([{ status: 'partial', reason: expect.stringMatching(reason) }])
  })

const heldBack: [name: string, reason: RegExp][] = [
  ['invented-code', /does not stand there/],
  ['no-trigger', /no input or state/],
  ['shrug', /no input or state/],
  ['restating', /dataflow\/command-injection says the same|secrets\/aws-access-key says the same/],
  ['refuting', /second look refuted it: The first line/],
  ['without-verdict', /second look gave no verdict/],
  ['check-malformed', /second look gave no verdict/],
  ['worth-nothing', /was shown while the review ran, then held back: it was judged hardly true/],
]
for (const [name, reason] of heldBack)
  test(`${name}: is kept, held back with its reason`, async () => {
    const outcome = await ask(name)
    expect(ofModel(outcome).length).toBeGreaterThan(0)
    for (const one of ofModel(outcome))
      expect(one).toMatchObject({ fate: 'held-back', fateReason: expect.stringMatching(reason) })
    expect(outcome.heldBack).toBe(outcome.findings.filter(({ fate }) => fate === 'held-back').length)
  })

for (const name of ['wrong-line', 'wrong-hash'])
  test(`${name}: never a wrong line, but the file`, async () => {
    expect(ofModel(await ask(name))).toMatchObject([{ range: null, quote: null, fate: 'shown' }])
  })

for (const name of ['unsure-of-all', 'rank-malformed'])
  test(`${name}: is no reason to hold it back`, async () => {
    expect(ofModel(await ask(name))).toMatchObject([{ range: { startLine: LINE }, fate: 'shown' }])
  })

const mends: [name: string, fix: Record<string, unknown> | undefined][] = [
  [
    'mending',
    { checked: true, edits: [{ newText: '    return values[0]', range: { startLine: LINE, endLine: LINE } }] },
  ],
  ['mending-badly', undefined],
  ['mending-dangerously', undefined],
]
for (const [name, fix] of mends)
  test(`${name}: a fix is ${fix ? 'offered once it was tried' : 'not offered when it does not hold'}`, async () => {
    const [finding] = ofModel(await ask(name))
    expect(finding?.fate).toBe('shown')
    if (fix) expect(finding?.fix).toMatchObject(fix)
    else expect(finding?.fix).toBeUndefined()
  })

test('L3: an objection stands beside the finding of the analyser, which stays shown and as grave', async () => {
  const [alone, outcome] = [await ask('good', { model: null }), await ask('objecting')]
  const told = (of: typeof alone) => of.findings.map(({ ruleId, severity, fate }) => [ruleId, severity, fate]).sort()
  expect(told(outcome)).toEqual(told(alone))
  const notes = outcome.findings
    .flatMap(({ evidence }) => evidence ?? [])
    .filter(({ note }) => note.startsWith('The model'))
  expect(notes.length).toBeGreaterThan(0)
  expect(notes[0]).toMatchObject({ note: 'The model objects: The line before it makes it harmless.', path: 'a.py' })
})

test('a deep review looks three times and says everything once', async () => {
  const before = askedAs('good').length
  const outcome = await ask('good', { depth: 'deep' })
  expect(askedAs('good').length - before).toBe(5)
  expect(ofModel(outcome).filter(({ fate }) => fate === 'shown')).toHaveLength(1)
})

test('what is said twice is shown once, and no more than eight of one part', async () => {
  expect(ofModel(await ask('twice')).map(({ fate }) => fate)).toEqual(['shown', 'held-back'])
  const code = Array.from({ length: 20 }, (_, n) => `value_${n} = ${n}\n`).join('')
  const chatty = ofModel(await ask('chatty', {}, [{ path: 'b.py', content: code, language: 'python' }]))
  const shown = chatty.filter(({ fate }) => fate === 'shown')
  expect(shown).toHaveLength(QUOTA)
  expect(chatty.filter(({ fateReason }) => fateReason?.includes('more than 8'))).toHaveLength(12)
  expect(chatty.filter(({ fateReason }) => fateReason?.includes(`only the best ${QUOTA}`))).toHaveLength(1)
  expect(chatty).toHaveLength(20)
  expect(new Set(chatty.map(({ fingerprint }) => fingerprint)).size).toBe(20)
})

test('a long file is asked about in parts, and its findings keep their lines', async () => {
  const body = Array.from({ length: 120 }, (_, n) => `def f_${n}(x):\n    y = x + ${n}\n    return y\n\n\n`)
  body[100] = 'def g(x):\n    return x.planted_defect(x)\n\n\n'
  const code = body.join('')
  const before = server.asked.length
  const outcome = await ask('good', {}, [{ path: 'long.py', content: code, language: 'python' }])
  expect(server.asked.length - before).toBeGreaterThan(2)
  const line = code.split('\n').findIndex((text) => text.includes('planted_defect')) + 1
  expect(ofModel(outcome)).toMatchObject([{ range: { startLine: line }, quote: 'return x.planted_defect(x)' }])
})
