// Every rule offers a fix, or the lists here say why it does not.
import { expect, test } from 'playwright/test'
import { languages } from '#contract/language.ts'
import { collectRules } from '../catalogue/collect.ts'
import { withoutFix } from './reason-for.ts'

const rules = collectRules()

test('a rule offers a fix, or there is a reason why not', () => {
  const silent = rules.filter(({ fix }) => !fix)
  expect(silent.filter(({ noFix }) => !noFix)).toEqual([])
  const known = new Set(rules.map(({ id }) => id))
  expect(Object.keys(withoutFix).filter((id) => !known.has(id))).toEqual([])
})

for (const language of languages.filter((one) => one !== 'text'))
  test(`${language}: at least 40 % of the rules offer a fix`, () => {
    const own = rules.filter((rule) => rule.languages.includes(language) && !isSecret(rule.id))
    expect(own.filter(({ fix }) => fix).length / own.length).toBeGreaterThanOrEqual(0.4)
  })

/** What was written into the code must be taken back where it was given out: no edit does that, whatever provider it is. */
const isSecret = (id: string) => id.startsWith('secrets/')
