// The evaluation by small sets: what counts as found and as right, and which way it exits.
import { writeFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { connectModel } from '#analysis/model/connect.ts'
import { closeEngine } from '#analysis/warm.ts'
import { candidate } from '../../bin/testing/reviews.ts'
import { type ModelServer, openModelServer } from '../model-server/open.ts'
import type { Label } from './cases.ts'
import { BELOW, NOT_MEASURED, PASS, runEval } from './run.ts'
import { judgeCase, scoreOf } from './score.ts'

let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => Promise.all([server.close(), closeEngine()]))

const at = (startLine: number, over = {}) =>
  candidate(`f${startLine}`, { range: { startLine, startColumn: 1, endLine: startLine, endColumn: 2 }, ...over })
const of = (...expected: Label[]) => ({ id: 'a', files: [{ path: 'main.py', content: 'x' }], expected })
const label = { path: 'main.py', startLine: 10, endLine: 12 }

const rows: [what: string, label: Label, finding: ReturnType<typeof at>, isMet: boolean][] = [
  ['within the lines', label, at(11), true],
  ['two lines beside', label, at(14), true],
  ['three lines beside', label, at(15), false],
  ['another file', label, at(11, { path: 'b.py' }), false],
  ['another kind', { ...label, category: 'security' }, at(11), false],
  ['held back', label, at(11, { fate: 'held-back', fateReason: 'x' }), false],
  ['the whole file, where a line was meant', label, at(11, { range: null }), false],
  ['the whole file, where the file was meant', { path: 'main.py' }, at(11, { range: null }), true],
]
for (const [what, expected, finding, isMet] of rows)
  test(`${what}: ${isMet ? 'met' : 'not met'}`, () => {
    expect(judgeCase(of(expected), { findings: [finding] }).met).toBe(isMet ? 1 : 0)
  })

test('recall and precision count each label and each finding once', () => {
  const judged = [
    judgeCase(of(label, { ...label, startLine: 40, endLine: 40 }), { findings: [at(10), at(11), at(99)] }),
    judgeCase(of(), { findings: [] }),
  ]
  const usage = { inputTokens: 5, outputTokens: 2, costUsd: 0.5 }
  const score = scoreOf(judged, [{ usage }, { usage }])
  expect(score).toMatchObject({ cases: 2, recall: 0.5, inputTokens: 10, outputTokens: 4, costUsd: 1, placed: 1 })
  expect(score.precision).toBeCloseTo(2 / 3)
  expect(score.f1).toBeCloseTo(0.571, 3)
})

const code = 'import helpers\n\n\ndef f(x):\n    return helpers.planted_defect(x)\n'
const planted = { id: 'one', files: [{ path: 'a.py', content: code }], expected: [{ path: 'a.py', startLine: 5 }] }
const clean = { id: 'two', files: [{ path: 'b.py', content: 'def g(x):\n    return x + 1\n' }], expected: [] }
const missed = { ...planted, id: 'three', expected: [{ path: 'a.py', startLine: 1, endLine: 1, category: 'security' }] }

const runs: [what: string, model: string, cases: unknown[] | string, exit: number][] = [
  ['everything found, nothing else', 'good', [planted, clean], PASS],
  ['something missed', 'good', [planted, missed, missed], BELOW],
  ['the server of the model fails', 'http-500', [planted], NOT_MEASURED],
  ['an answer that breaks off', 'truncated', [planted], NOT_MEASURED],
  ['no case', 'good', [], NOT_MEASURED],
  ['no JSON', 'good', 'nonsense', NOT_MEASURED],
  ['a label for a file that is not there', 'good', [{ ...planted, expected: [{ path: 'z.py' }] }], NOT_MEASURED],
]
for (const [what, name, cases, exit] of runs)
  test(`${what}: exits with ${exit}`, async () => {
    const file = test.info().outputPath('cases.jsonl')
    writeFileSync(file, typeof cases === 'string' ? cases : cases.map((one) => JSON.stringify(one)).join('\n'))
    const said: string[] = []
    const result = await runEval([file], (line) => said.push(line), connectModel({ name, baseUrl: server.url }))
    expect([result, said.at(-1)]).toEqual([exit, expect.any(String)])
    if (exit === NOT_MEASURED) expect(said.at(-1)).toMatch(/^Not measured: /)
  })

test('without a model it is not measured, unless the analysers alone are meant', async () => {
  const file = test.info().outputPath('cases.jsonl')
  writeFileSync(file, JSON.stringify(clean))
  const say = () => {}
  expect(await runEval([file], say)).toBe(NOT_MEASURED)
  expect(await runEval([file, '--without-model'], say)).toBe(PASS)
  expect(await runEval([file, '--min-recall', '7'], say)).toBe(NOT_MEASURED)
})
