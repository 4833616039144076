// A server of a model that fails costs the model's part of the review and says so; nothing else.
import { expect, test } from 'playwright/test'
import { ask, askedAs, ofAnalysers, ofModel, withModelServer } from '../../../bin/testing/asked-model.ts'
import type { StepOutcome } from '../analyse.ts'
import { connectModel } from './connect.ts'

withModelServer()

const failures: [name: string, reason: RegExp][] = [
  ['http-400', /did not accept the request \(HTTP 400\)/],
  ['http-401', /refused the key \(HTTP 401\)/],
  ['http-404', /does not know the model/],
  ['http-429', /too many requests.*\(HTTP 429\)/],
  ['http-500', /failed \(HTTP 500\)/],
  ['http-529', /failed \(HTTP 529\)/],
  ['stall', /did not answer in time/],
  ['html', /is no server of a model/],
  ['redirect', /redirects are not followed/],
  ['drop', /could not be reached/],
  ['empty', /empty answer/],
  ['malformed', /not in the form/],
  ['wrong-shape', /not in the form/],
  ['injected', /not in the form/],
]
for (const [name, reason] of failures)
  test(`${name}: costs the model's part, and says so`, async () => {
    const outcome = await ask(name)
    expect(ofModel(outcome)).toEqual([])
    expect(ofAnalysers(outcome).sort()).toEqual([
      'dataflow/command-injection',
      'reviewer/addressed',
      'secrets/aws-access-key',
    ])
    expect(outcome.coverage).toEqual([{ path: 'a.py', status: 'partial', reason: expect.stringMatching(reason) }])
    expect(outcome.coverage[0]?.reason).toMatch(/^Not reviewed by the model\. /)
    expect(JSON.stringify(outcome)).not.toContain('sk-secret')
    expect(outcome.degraded).toBe(true)
  })

test('a server that gives out is not asked again and again', async () => {
  const many = Array.from({ length: 12 }, (_, n) => ({
    path: `m${n}.py`,
    content: `x = ${n}\n`,
    language: 'python' as const,
  }))
  const before = askedAs('http-401').length
  const outcome = await ask('http-401', {}, many)
  // As many as may be under way at once.
  expect(askedAs('http-401').length - before).toBeLessThanOrEqual(4)
  for (const { status, reason } of outcome.coverage)
    expect([status, reason]).toEqual(['partial', expect.stringContaining('HTTP 401')])
})

test('a step that was kept is not paid again', async () => {
  const usage = { inputTokens: 7, outputTokens: 3, costUsd: 0.5, calls: 1, saved: 0 }
  const kept: StepOutcome = { findings: [], gaps: [], failure: null, usage }
  const before = askedAs('good').length
  const outcome = await ask('good', { remember: async (step, run) => (step.startsWith('model: ') ? kept : run()) })
  expect(askedAs('good')).toHaveLength(before)
  expect(outcome.usage).toEqual({ inputTokens: 7, outputTokens: 3, costUsd: 0.5 })
})

test('an address that is never asked costs the model, not the review', async () => {
  const model = connectModel({ name: 'm', baseUrl: 'http://169.254.169.254/v1' })
  const { coverage } = await ask('m', { model })
  expect(coverage).toMatchObject([{ status: 'partial', reason: expect.stringContaining('cloud-metadata address') }])
})

test('cancelling ends a call that hangs at once', async () => {
  const stop = new AbortController()
  const running = ask('hang', { signal: stop.signal })
  await expect.poll(() => askedAs('hang').length).toBe(1)
  const started = Date.now()
  stop.abort(new Error('Cancelled.'))
  await expect(running).rejects.toThrow('Cancelled.')
  expect(Date.now() - started).toBeLessThan(1000)
})
