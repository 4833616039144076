// The list of rules is what the analysers look for, and says all that somebody may ask about a rule.
import { expect, test } from 'playwright/test'
import { z } from 'zod'
import { Rule } from '#contract/rule.ts'
import { collectRules } from './collect.ts'
import { builtInRules } from './rules.ts'

test('the list is up to date (or: `pnpm rules` writes it)', () => {
  expect(builtInRules).toEqual(collectRules())
})

test('each rule stands in it once, with all its words', () => {
  z.array(Rule).parse(builtInRules)
  expect(new Set(builtInRules.map(({ id }) => id)).size).toBe(builtInRules.length)
  const thin = builtInRules.filter(({ title, explanation }) => title.length < 10 || explanation.length < 40)
  expect(thin.map(({ id }) => id)).toEqual([])
  expect(builtInRules.filter(({ category, cwe }) => category === 'security' && !cwe).map(({ id }) => id)).toEqual([])
})

test('at least 40 % of all rules offer a fix', () => {
  expect(builtInRules.filter(({ fix }) => fix).length / builtInRules.length).toBeGreaterThanOrEqual(0.4)
})
