// How fixes are tested: a table of code before and after, each one tried by all analysers of its language.
import { expect, test } from 'playwright/test'
import { applyEdits } from '#contract/apply-edits.ts'
import { defaultPath, type Language } from '#contract/language.ts'
import { checkFixes } from '../check-fixes.ts'
import { type Analyse, hitsOf } from '../hit.ts'
import { panel } from '../panel.ts'

/** A rule, code it speaks about, and the code with the fix of its first finding; null: it offers none for this. */
export type FixRow = [rule: string, before: string, after: string | null, path?: string]

export function testFixes(language: Language, rows: FixRow[]): void {
  for (const [index, [rule, before, after, path = defaultPath[language]]] of rows.entries())
    test(`${language} fix ${rows.length}.${index + 1}: ${rule} ${after === null ? 'offers none for' : 'mends'} ${JSON.stringify(before.slice(0, 60))}`, async () => {
      const analysers = await analysersOf(language)
      const file = { path, content: before, language }
      const told = await Promise.all(analysers.map(async (analyse) => hitsOf(await analyse(file))))
      const [hit, ...others] = told.flat().filter(({ ruleId }) => ruleId === rule)
      if (!hit) throw new Error(`${rule} says nothing about it, only ${told.flat().map(({ ruleId }) => ruleId)}.`)
      const [checked] = await checkFixes(file, [hit, ...others], analysers)
      const tried = hit.fix ? applyEdits(before, hit.fix.edits) : null
      if (after === null) return expect(checked?.fix, String(tried)).toBeUndefined()
      expect(tried).toBe(after)
      expect(checked?.fix).toMatchObject({ checked: true, title: expect.stringMatching(/^[A-Z]/) })
    })
}

const analysersOf = (language: Language): Promise<Analyse[]> =>
  Promise.all(
    panel
      .filter(({ languages }) => languages.includes(language))
      .map(async ({ module }) => ((await import(module.href)) as { analyse: Analyse }).analyse),
  )
