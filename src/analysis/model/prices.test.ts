// What a model costs, by its name or by what the operator says, and what a review of so much code is likely to take.
import { expect, test } from 'playwright/test'
import { connectModel } from './connect.ts'
import { estimate } from './estimate.ts'
import { costOf, mostTokens, priceBy } from './prices.ts'

const rows: [provider: string, name: string, input: number | null][] = [
  ['openai', 'gpt-5', 1.25],
  ['openai', 'gpt-5-2025-08-07', 1.25],
  ['openai', 'gpt-5-mini', 0.25],
  ['openai', 'gpt-4.1-nano-2025-04-14', 0.1],
  ['openai', 'gpt-5-unheard-of', null],
  ['openai', 'something-else', null],
  ['openai-compatible', 'gpt-5', null],
]
for (const [provider, name, input] of rows)
  test(`${provider}, ${name}: ${input ?? 'nobody has said'}`, () => {
    expect(priceBy(null, provider, name)?.input ?? null).toBe(input)
    expect(priceBy({ input: 7, output: 9 }, provider, name)).toEqual({ input: 7, output: 9 })
  })

test('a cost is for so many tokens; what is held back is more than a text can have', () => {
  expect(costOf({ inputTokens: 2_000_000, outputTokens: 500_000 }, { input: 1, output: 10 })).toBe(7)
  expect(costOf({ inputTokens: 5, outputTokens: 5 }, null)).toBe(0)
  expect(mostTokens('word '.repeat(1000))).toBeGreaterThan(2000)
})

test('an estimate grows with the code and the depth, and what no model sees counts nothing', () => {
  const model = connectModel({ name: 'm', baseUrl: 'http://127.0.0.1:1/v1' })
  const code = (lines: number) => ({ path: 'a.py', content: 'x = 1\n'.repeat(lines), language: 'python' as const })
  const [small, large] = [estimate([code(10)], model, 'standard'), estimate([code(1000)], model, 'standard')]
  expect(small).toMatchObject({ calls: 3, costUsd: null })
  expect(large.inputTokens).toBeGreaterThan(small.inputTokens * 4)
  expect(estimate([code(10)], model, 'deep').calls).toBe(5)
  const unseen = [
    { ...code(9), path: 'app/secrets/a.py' },
    { ...code(9), path: 'a.min.js' },
    { ...code(9), language: 'text' as const },
  ]
  expect(estimate(unseen, model, 'standard')).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0, costUsd: null })
})
