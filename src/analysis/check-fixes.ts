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
  const before = fixable.length > 0 ? await countsOf(file, analysers) : nothing
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
    if (mended && hold(group, before, await countsOf(mended, analysers))) return add(good, group)
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
export async function breaksNothing(file: CodeFile, fix: Fix, analysers: Analyse[], before?: Counts): Promise<boolean> {
  const content = applyEdits(file.content, fix.edits)
  if (content === null || content === file.content || !parses({ ...file, content })) return false
  return hold([], before ?? (await countsOf(file, analysers)), await countsOf({ ...file, content }, analysers))
}

const add = (set: Set<Hit>, hits: Hit[]) => hits.forEach((hit) => void set.add(hit))

type Counts = ReadonlyMap<string, number>
const nothing: Counts = new Map()

/** Null when that is no change, or gives what the grammar cannot read; or when edits meet. */
function mend(file: CodeFile, group: Fixable[]): CodeFile | null {
  const edits = group.flatMap(({ fix }) => fix.edits)
  if (edits.some(({ path }) => path !== file.path)) return null
  const content = applyEdits(file.content, edits)
  if (content === null || content === file.content) return null
  const mended = { ...file, content }
  return parses(mended) ? mended : null
}

/** Every rule speaks less often by at least the findings that are to be gone, and none more often than before. */
function hold(group: Fixable[], before: Counts, after: Counts): boolean {
  const rules = new Set([...after.keys(), ...group.map(({ ruleId }) => ruleId)])
  return [...rules].every((rule) => {
    const mended = group.filter(({ ruleId }) => ruleId === rule).length
    return (after.get(rule) ?? 0) <= (before.get(rule) ?? 0) - mended
  })
}

function parses({ path, content, language }: CodeFile): boolean {
  const grammar = grammarOf(language, path)
  return grammar === null || brokenNodes(treeOf(grammar, content)).length === 0
}

/** How often each rule speaks. Lines move with an edit, so places are no measure. */
export async function countsOf(file: CodeFile, analysers: Analyse[]): Promise<Counts> {
  const counts = new Map<string, number>()
  for (const analyse of analysers) {
    for (const { ruleId, heldBack } of hitsOf(await analyse(file)))
      if (!heldBack) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  }
  return counts
}
