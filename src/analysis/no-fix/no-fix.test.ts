// Every rule either offers a fix or says why it does not; and two in five offer one.
import { expect, test } from 'playwright/test'
import { javascriptRules, publicId } from '../analysers/javascript.ts'
import { patternRules } from '../analysers/patterns.ts'
import { javaWithoutFix } from './java.ts'
import { javascriptWithoutFix } from './javascript.ts'
import type { Reason } from './reason.ts'

type Rule = { id: string; fixable: boolean }

const scriptRules = Object.entries(javascriptRules).map(([id, { fix, fixable }]) => ({
  id: publicId(id),
  fixable: fix !== undefined || fixable === true,
}))
// Rules for two forms of one matter share an id.
const javaRules = [
  ...Map.groupBy(
    patternRules.filter(({ languages }) => languages.includes('java')),
    ({ id }) => id,
  ),
].map(([id, rules]) => ({ id: `patterns/${id}`, fixable: rules.some(({ fix }) => fix) }))

const tables: [string, Rule[], Record<string, Reason>][] = [
  ['JavaScript and TypeScript', scriptRules, javascriptWithoutFix],
  ['Java', javaRules, javaWithoutFix],
]

for (const [language, rules, withoutFix] of tables)
  test(`${language}: a rule offers a fix or says why not, and 40 % offer one at least`, () => {
    const without = rules.filter(({ fixable }) => !fixable).map(({ id }) => id)
    expect(Object.keys(withoutFix).sort()).toEqual(without.sort())
    expect(rules.length - without.length).toBeGreaterThanOrEqual(rules.length * 0.4)
  })
