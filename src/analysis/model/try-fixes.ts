// The model's mends of one file, each tried in a thread: what comes of it must parse and bring nothing new.
import type { Fix } from '#contract/finding.ts'
import { breaksNothing } from '../check-fixes.ts'
import type { Analyse, CodeFile } from '../hit.ts'
import { trialHere } from '../trial.ts'

/** Each try is a whole analysis of the file. */
const MOST_TRIES = 12

/** `others`: the modules of all analysers that read this language. */
type Order = { file: CodeFile; fixes: Fix[]; others: string[] }

/** For each mend, in order, whether it held; one too many did not. */
export async function tryFixes({ file, fixes, others }: Order): Promise<boolean[]> {
  const modules: { analyse: Analyse }[] = await Promise.all(others.map((module) => import(module)))
  // One that crashes costs its own step, where that is told.
  const analysers = modules.map(
    ({ analyse }): Analyse =>
      async (one) => {
        try {
          return await analyse(one)
        } catch {
          return []
        }
      },
  )
  const trial = trialHere(file, analysers)
  const held: boolean[] = []
  for (const [index, fix] of fixes.entries()) held.push(index < MOST_TRIES && (await breaksNothing(file, fix, trial)))
  return held
}
