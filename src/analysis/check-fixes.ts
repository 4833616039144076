// A fix is offered only when it was tried: the mended file parses, the finding is gone, and no analyser has a new one.
import { applyEdits } from '#contract/apply-edits.ts'
import { brokenNodes, grammarOf, treeOf } from './grammar.ts'
import { type Analyse, type CodeFile, type Hit, hitsOf } from './hit.ts'

/** Each try is a whole analysis of the file: after this many, fixes are told as not checked. */
const MOST_TRIES = 20

/** The same hits in the same order; a fix that does not hold is gone, one that does says so. */
export async function checkFixes(file: CodeFile, hits: Hit[], analysers: Analyse[]): Promise<Hit[]> {
  if (!hits.some(({ fix }) => fix)) return hits
  const before = await countAll(file, analysers)
  const checked: Hit[] = []
  let tries = 0
  for (const { fix, ...hit } of hits) {
    if (!fix) checked.push(hit)
    else if (tries++ >= MOST_TRIES) checked.push({ ...hit, fix })
    else
      checked.push((await holds(file, hit, fix, before, analysers)) ? { ...hit, fix: { ...fix, checked: true } } : hit)
  }
  return checked
}

type Counts = Map<string, number>

async function holds(file: CodeFile, hit: Hit, fix: NonNullable<Hit['fix']>, before: Counts, analysers: Analyse[]) {
  if (fix.edits.some(({ path }) => path !== file.path)) return false
  const content = applyEdits(file.content, fix.edits)
  if (content === null || content === file.content) return false
  const mended = { ...file, content }
  if (!parses(mended)) return false
  const after = await countAll(mended, analysers)
  const fewer = (after.get(hit.ruleId) ?? 0) < (before.get(hit.ruleId) ?? 0)
  return fewer && [...after].every(([rule, count]) => count <= (before.get(rule) ?? 0))
}

/** Code that the grammar reads without guessing. */
function parses({ path, content, language }: CodeFile): boolean {
  const grammar = grammarOf(language, path)
  return grammar === null || brokenNodes(treeOf(grammar, content)).length === 0
}

/** How often each rule speaks. Lines move with an edit, so places are no measure. */
async function countAll(file: CodeFile, analysers: Analyse[]): Promise<Counts> {
  const counts: Counts = new Map()
  for (const analyse of analysers) {
    for (const { ruleId, heldBack } of hitsOf(await analyse(file)))
      if (!heldBack) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  }
  return counts
}
