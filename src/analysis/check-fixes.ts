// A fix is offered only when it was tried: the mended file parses, the finding is gone, and no analyser has a new one.
import { applyEdits } from '#contract/apply-edits.ts'
import type { Fix } from '#contract/finding.ts'
import { brokenNodes, grammarOf, treeOf } from './grammar.ts'
import { type Analyse, type CodeFile, type Hit, hitsOf } from './hit.ts'

/** Each try is a whole analysis of the file: after this many, fixes are told as not checked. */
const MOST_TRIES = 20

type Fixable = Hit & Required<Pick<Hit, 'fix'>>

/**
 * The same hits in the same order; a fix that does not hold is gone, one that does says so. All are tried together
 * first, as most hold, and only a group that does not is tried in halves.
 */
export async function checkFixes(file: CodeFile, hits: Hit[], analysers: Analyse[]): Promise<Hit[]> {
  const fixable = hits.filter((hit): hit is Fixable => hit.fix !== undefined && !hit.heldBack)
  const [good, untried] = [new Set<Hit>(), new Set<Hit>()]
  const spoken = spokenOf(file, analysers)
  let tries = 0
  await tryOut(fixable)
  return hits.map(({ fix, ...hit }, index) => {
    const given = hits[index] as Hit
    if (!fix || !(good.has(given) || untried.has(given))) return hit
    return { ...hit, fix: { ...fix, checked: good.has(given) } }
  })

  async function tryOut(group: Fixable[]): Promise<void> {
    if (group.length === 0) return
    const mended = mend(file, group)
    if (mended && tries++ >= MOST_TRIES) return add(untried, group)
    if (mended && (await holds(mended, group, spoken))) return add(good, group)
    if (group.length === 1) return
    const middle = Math.ceil(group.length / 2)
    await tryOut(group.slice(0, middle))
    await tryOut(group.slice(middle))
  }
}

/**
 * Whether a mend that no analyser asked for may be offered: it changes the file, what comes of it parses, and no analyser
 * has anything new to say.
 */
export async function breaksNothing(file: CodeFile, fix: Fix, spoken: Spoken[]): Promise<boolean> {
  const content = applyEdits(file.content, fix.edits)
  if (content === null || content === file.content || !parses({ ...file, content })) return false
  return holds({ ...file, content }, [], spoken)
}

const add = (set: Set<Hit>, hits: Hit[]) => hits.forEach((hit) => void set.add(hit))

type Counts = ReadonlyMap<string, number>

/** An analyser, and how often each of its rules spoke before anything was mended: asked for once, and only if need be. */
export type Spoken = { analyse: Analyse; before: () => Promise<Counts> }

export const spokenOf = (file: CodeFile, analysers: Analyse[]): Spoken[] =>
  analysers.map((analyse) => {
    let counts: Promise<Counts> | undefined
    return {
      analyse,
      before: () => {
        counts ??= countsOf(file, analyse)
        return counts
      },
    }
  })

/** Null when that is no change, or gives what the grammar cannot read; or when edits meet. */
function mend(file: CodeFile, group: Fixable[]): CodeFile | null {
  const edits = group.flatMap(({ fix }) => fix.edits)
  if (edits.some(({ path }) => path !== file.path)) return null
  const content = applyEdits(file.content, edits)
  if (content === null || content === file.content) return null
  const mended = { ...file, content }
  return parses(mended) ? mended : null
}

/**
 * Every rule speaks less often by at least the findings that are to be gone, and none more often than before. An analyser
 * that is silent about the mended file need not be asked about the other.
 */
async function holds(mended: CodeFile, group: Fixable[], spoken: Spoken[]): Promise<boolean> {
  for (const { analyse, before } of spoken) {
    const after = await countsOf(mended, analyse)
    const was = after.size > 0 ? await before() : after
    for (const [rule, times] of after) {
      const gone = group.filter(({ ruleId }) => ruleId === rule).length
      if (times > (was.get(rule) ?? 0) - gone) return false
    }
  }
  return true
}

function parses({ path, content, language }: CodeFile): boolean {
  const grammar = grammarOf(language, path)
  return grammar === null || brokenNodes(treeOf(grammar, content)).length === 0
}

/** How often each rule speaks. Lines move with an edit, so places are no measure. */
async function countsOf(file: CodeFile, analyse: Analyse): Promise<Counts> {
  const counts = new Map<string, number>()
  for (const { ruleId, heldBack } of hitsOf(await analyse(file)))
    if (!heldBack) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  return counts
}
