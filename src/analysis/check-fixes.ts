// A fix is offered only when it was tried: the mended file parses, the finding is gone, and no analyser has a new one.
import { applyEdits } from '#contract/apply-edits.ts'
import type { Fix } from '#contract/finding.ts'
import type { CodeFile, Hit } from './hit.ts'
import type { Home } from './homes.ts'
import { placesOf } from './mended-places.ts'
import { linesOf } from './position.ts'
import { type Said, startOf, type Trial, type Who } from './trial.ts'

/** Each try is an analysis of the file: after so many, or so long, fixes are told as not checked. */
const MOST_TRIES = 20
const MOST_TRIES_ALONE = 100
const MOST_MS = 10_000

type Fixable = Hit & Required<Pick<Hit, 'fix'>>

/**
 * The same hits in the same order; a fix that does not hold is gone, one that does says so. Of fixes in different functions
 * the analyser that found the matter hears one by one, the others together; of fixes in imports all hear together. A group
 * that does not hold is tried in halves. A fix without a home is tried alone. Rejects when the trial does.
 */
export async function checkFixes(file: CodeFile, hits: Hit[], homes: readonly Home[], trial: Trial): Promise<Hit[]> {
  const [good, untried] = [new Set<Hit>(), new Set<Hit>()]
  const ends = performance.now() + MOST_MS
  let [tries, triesAlone] = [0, 0]
  await Promise.all(
    groupsOf(file, hits, homes).map(async ({ fixes, isImport }) => {
      const heard = isImport || fixes.length === 1 || trial.finder === null
      await tryOut(heard ? fixes : await onesThatHold(fixes), heard ? 'all' : 'others')
    }),
  )
  return hits.map(({ fix, ...hit }, index) => {
    const given = hits[index] as Hit
    if (!fix || !(good.has(given) || untried.has(given))) return hit
    return { ...hit, fix: { ...fix, checked: good.has(given) } }
  })

  /** As the analyser that found them says of each alone. */
  async function onesThatHold(group: Fixable[]): Promise<Fixable[]> {
    const held = await Promise.all(
      group.map((one) => {
        if (triesAlone++ < MOST_TRIES_ALONE && performance.now() < ends) return holds(file, [one], trial, 'finder')
        untried.add(one)
        return false
      }),
    )
    return group.filter((_, index) => held[index])
  }

  async function tryOut(group: Fixable[], who: Who): Promise<void> {
    if (group.length === 0) return
    if (tries++ >= MOST_TRIES || performance.now() > ends) return add(untried, group)
    if (await holds(file, group, trial, who)) return add(good, group)
    if (group.length === 1) return
    const middle = Math.ceil(group.length / 2)
    await tryOut(group.slice(0, middle), who)
    await tryOut(group.slice(middle), who)
  }
}

type Group = { fixes: Fixable[]; isImport: boolean }

/** Each has at most one fix of each home. */
function groupsOf(file: CodeFile, hits: Hit[], homes: readonly Home[]): Group[] {
  const [rounds, alone] = [new Map<string, Group>(), [] as Group[]]
  const count = new Map<number, number>()
  for (const [index, hit] of hits.entries()) {
    if (!isFixable(hit) || !hit.fix.edits.every(({ path }) => path === file.path)) continue
    const home = homes[index]
    if (!home) {
      alone.push({ fixes: [hit], isImport: false })
      continue
    }
    const { at, isImport } = home
    const round = count.get(at) ?? 0
    count.set(at, round + 1)
    const key = `${isImport} ${round}`
    rounds.set(key, { fixes: [...(rounds.get(key)?.fixes ?? []), hit], isImport })
  }
  return [...rounds.values(), ...alone]
}

const isFixable = (hit: Hit): hit is Fixable => hit.fix !== undefined && !hit.heldBack

/**
 * Whether a mend that no analyser asked for may be offered: it changes the file, what comes of it parses, and no analyser
 * has anything new to say.
 */
export const breaksNothing = (file: CodeFile, { edits }: Fix, trial: Trial): Promise<boolean> =>
  holdsWith(file, edits, [], trial, 'all')

const add = (set: Set<Hit>, hits: Hit[]) => hits.forEach((hit) => void set.add(hit))

const holds = (file: CodeFile, group: Fixable[], trial: Trial, who: Who) =>
  holdsWith(
    file,
    group.flatMap(({ fix }) => fix.edits),
    group,
    trial,
    who,
  )

/**
 * At every place each rule speaks no more often than before, and at the findings' own places less. An analyser that is
 * silent about the mended file need not be asked about the other. No when edits meet, or change nothing.
 */
async function holdsWith(file: CodeFile, edits: Fix['edits'], group: Fixable[], trial: Trial, who: Who) {
  const content = applyEdits(file.content, edits)
  if (content === null || content === file.content) return false
  const said = await trial.ask({ ...file, content }, who)
  if (!said) return false
  const places = placesOf(file.content, edits)
  const lines = linesOf(file.content)
  const gone = countsOf(
    group.map(({ ruleId, range }) => ({ ruleId, at: startOf(lines, range) })),
    places.before,
  )
  for (const [analyser, after] of said) {
    if (after.length === 0) continue
    const was = countsOf(await trial.before(analyser), places.before)
    for (const [key, times] of countsOf(after, places.after))
      if (times > (was.get(key) ?? 0) - (gone.get(key) ?? 0)) return false
  }
  return true
}

function countsOf(said: Said, placeOf: (at: number) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { ruleId, at } of said) {
    const key = `${ruleId} ${placeOf(at)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
