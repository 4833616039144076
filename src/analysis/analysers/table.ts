// How analysers are tested: a table of code with the rules that must speak about it, and none else.
import { expect, test } from 'playwright/test'
import { defaultPath, type Language } from '#contract/language.ts'
import { type Analyse, hitsOf } from '../hit.ts'

/** Code, and `line rule` for each finding; an empty list is code that must not be flagged. */
export type Row = [code: string, expected: string[], path?: string]

export function testTable(analyse: Analyse, language: Language, rows: Row[]): void {
  for (const [index, [code, expected, path = defaultPath[language]]] of rows.entries())
    test(`${language} ${rows.length}.${index + 1}: ${JSON.stringify(code.slice(0, 90))} -> ${expected.join(', ') || 'nothing'}`, async () => {
      const hits = hitsOf(await analyse({ path, content: code, language }))
      const told = hits.map(({ range, ruleId }) => `${range.startLine} ${ruleId.slice(ruleId.indexOf('/') + 1)}`)
      expect(told.sort()).toEqual([...expected].sort())
      for (const { title, explanation } of hits) expect(title.length * explanation.length).toBeGreaterThan(0)
    })
}
