// The second half of trying a rule's fix, in a thread of the engine: no built-in analyser may speak up about it.
import { checkFixes } from '../check-fixes.ts'
import type { Analyse, CodeFile, Hit } from '../hit.ts'
import { eachItsOwn } from '../homes.ts'
import { trialHere } from '../trial.ts'

type Order = { file: CodeFile; hits: Hit[]; others: string[] }

/** What the rules themselves say of the mended file was asked in their process: here they have fallen silent. */
export async function checkBeside({ file, hits, others }: Order): Promise<Hit[]> {
  const rules: Analyse = (one) => (one === file ? hits : [])
  const builtIn = others.map(
    (module): Analyse =>
      async (one) =>
        ((await import(module)) as { analyse: Analyse }).analyse(one),
  )
  const silent = builtIn.map(
    (analyse): Analyse =>
      async (one) =>
        await Promise.resolve(analyse(one)).catch(() => []),
  )
  const tried = hits.map(({ fix, ...hit }) => (fix?.checked ? { ...hit, fix } : hit))
  const checked = await checkFixes(file, tried, eachItsOwn(tried), trialHere(file, [rules, ...silent]))
  return checked.map((hit, index) => {
    const given = hits[index]?.fix
    return hit.fix || !given || given.checked ? hit : { ...hit, fix: given }
  })
}
