// Every rule offers a fix, or the lists here say why it does not.
import { expect, test } from 'playwright/test'
import { patternRules } from '../analysers/patterns.ts'
import { ruffRules } from '../analysers/python.ts'
import { goWithoutFix } from './go.ts'
import { pythonWithoutFix } from './python.ts'

const own = (language: 'python' | 'go') =>
  patternRules
    .filter(({ languages }) => languages.includes(language))
    .map(({ id, fix }) => ({ id: `patterns/${id}`, hasFix: fix !== undefined }))
const ruffs = Object.entries(ruffRules).map(([code, { fix, fixable }]) => ({
  id: `python/${code}`,
  hasFix: fixable === true || fix !== undefined,
}))

for (const [language, rules, without] of [
  ['Python', [...own('python'), ...ruffs], pythonWithoutFix],
  ['Go', own('go'), goWithoutFix],
] as const) {
  test(`${language}: a rule offers a fix, or there is a reason why not`, () => {
    const silent = rules.filter(({ hasFix }) => !hasFix).map(({ id }) => id)
    expect(Object.keys(without).sort()).toEqual([...new Set(silent)].sort())
  })

  test(`${language}: at least 40 % of the rules offer a fix`, () => {
    expect(rules.filter(({ hasFix }) => hasFix).length / rules.length).toBeGreaterThanOrEqual(0.4)
  })
}
