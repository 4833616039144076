// How fixes are tested: a table of code before and after, each tried as a review tries it.
import { expect, test } from 'playwright/test'
import { applyEdits } from '#contract/apply-edits.ts'
import { defaultPath, type Language } from '#contract/language.ts'
import { checkFixes } from '../check-fixes.ts'
import type { Analyse, CodeFile } from '../hit.ts'
import { judgeFile } from '../judge-file.ts'
import { panel } from '../panel.ts'
import { trialHere } from '../trial.ts'

/** The rule's whole id, the code, and what its fix makes of it, null where it must offer none; and the file's path. */
export type FixRow = [ruleId: string, before: string, after: string | null, path?: string]

export function testFixes(language: Language, rows: FixRow[]): void {
  for (const [index, [ruleId, before, after, path = defaultPath[language]]] of rows.entries())
    test(`${language} fix ${index + 1} of ${ruleId}: ${JSON.stringify(before.slice(0, 80))}`, async () => {
      expect(await mended({ path, content: before, language }, ruleId)).toBe(after)
    })
}

/** Each rule that promises fixes has a row in which it keeps its word. */
export function testEveryFix(language: Language, ruleIds: string[], rows: FixRow[]): void {
  test(`${language}: each of the ${ruleIds.length} rules that offer a fix is in the table`, () => {
    const shown = new Set(rows.flatMap(([ruleId, , after]) => (after === null ? [] : [ruleId])))
    expect(ruleIds.filter((ruleId) => !shown.has(ruleId))).toEqual([])
  })
}

/** The code after the first fix that this rule offers and that was tried; null when there is none. */
async function mended(file: CodeFile, ruleId: string): Promise<string | null> {
  const readers = panel.filter(({ languages }) => languages.includes(file.language))
  const analyser = readers.find(({ name }) => ruleId.startsWith(`${name}/`))
  const analysers = readers.map(
    ({ module }): Analyse =>
      async (one) =>
        ((await import(module.href)) as { analyse: Analyse }).analyse(one),
  )
  const found = await judgeFile({ module: analyser?.module.href ?? '', file })
  const hits = await checkFixes(
    file,
    found.hits,
    found.homes,
    trialHere(file, analysers, analyser ? readers.indexOf(analyser) : null),
  )
  const own = hits.filter((hit) => hit.ruleId === ruleId)
  expect(own.length, 'The rule finds nothing in this code.').toBeGreaterThan(0)
  const fix = own.find((hit) => hit.fix?.checked)?.fix
  return fix ? applyEdits(file.content, fix.edits) : null
}
