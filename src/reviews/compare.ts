// What of a review is new, still open or back again, and what is gone since the review it is compared with. Pure.
import { normalise } from '#analysis/fingerprint.ts'
import type { Fate, State } from '#contract/finding.ts'

/** What a finding is known by; its path is a part of that only where no project holds the files together. */
export type Identity = { path: string; fingerprint: string }

/** With what it says of which code: by that it is known again in a function that was renamed. */
export type Sighting = Identity & { ruleId: string; quote: string | null }

export type Past<Of extends Sighting = Sighting> = {
  /** What the base found, shown or not. */
  found: (Of & { fate: Fate })[]
  /** The files that the base has looked at wholly. */
  reviewed: ReadonlySet<string>
  /** The last word on what the base did not find, from the reviews up to and with it. */
  earlier: (Identity & { state: State })[]
}

/**
 * `states` in the order of what is present, and with them what each was known by until the function around it was renamed;
 * `fixed` is what the base has shown and is gone.
 */
export type Comparison<Of extends Identity = Identity> = { states: State[]; was: (string | null)[]; fixed: Of[] }

/**
 * @param present everything that was found, shown or not: what is held back is still in the code.
 * @param reviewed the files that were looked at wholly: only in these can anything be gone.
 * @param past null when there is nothing to compare with.
 * @param inProject whether a finding stays itself in another file.
 */
export function compare<Of extends Sighting>(
  present: Sighting[],
  reviewed: ReadonlySet<string>,
  past: Past<Of> | null,
  inProject: boolean,
): Comparison<Of> {
  if (!past) return { states: present.map(() => 'new'), was: present.map(() => null), fixed: [] }
  const base = pair(present, past.found, inProject)
  const strange = present.filter((one) => !base.known.has(one))
  const alike = pairAlike(strange, base.unmatched)
  const before = pair(strange, past.earlier, inProject).known
  const stateOf = (one: Sighting): State => {
    if (base.known.has(one) || alike.known.has(one)) return 'open'
    const last = before.get(one)
    if (!last) return 'new'
    const wasGone = last.state === 'fixed' || past.reviewed.has(last.path) || past.reviewed.has(one.path)
    return wasGone ? 'reopened' : 'open'
  }
  const fixed = alike.unmatched.filter(({ path, fate }) => fate === 'shown' && reviewed.has(path))
  const was = present.map((one) => alike.known.get(one)?.fingerprint ?? null)
  return { states: present.map(stateOf), was, fixed }
}

/**
 * What has been said about a finding since its review was written.
 * @param said the last word on its identity, if there is any; a dismissal holds for every occurrence, before and after.
 * @param endedAt when the review ended: one that ended after a dismissal was taken back has its own word to say.
 */
export function stateSince(state: State, said: { state: Said; at: Date } | null, endedAt: Date): State {
  if (state === 'fixed' || !said) return state
  if (said.state === 'dismissed') return 'dismissed'
  return said.at > endedAt ? 'reopened' : state
}

type Said = Extract<State, 'dismissed' | 'reopened'>

/** Each is known as the one in the same file; of the copies that remain, as many are known as there were. */
function pair<Of extends Identity>(present: Identity[], past: Of[], inProject: boolean) {
  const here = match(present, past, ({ path, fingerprint }) => `${path}\n${fingerprint}`)
  if (!inProject) return here
  const rest = present.filter((one) => !here.known.has(one))
  const elsewhere = match(rest, here.unmatched, ({ fingerprint }) => fingerprint)
  return { known: new Map([...here.known, ...elsewhere.known]), unmatched: elsewhere.unmatched }
}

/** The same word on the same code of the same file: only the function around it has another name. */
const pairAlike = <Of extends Sighting>(present: Sighting[], past: Of[]) =>
  match(present, past, ({ path, ruleId, quote }: Sighting) =>
    quote === null ? null : `${path}\n${ruleId}\n${normalise(quote)}`,
  )

/** One to one, in order, by a key; what has none matches nothing. */
function match<One extends Identity, Of extends One>(
  present: One[],
  past: Of[],
  keyOf: (one: One) => string | null,
): { known: Map<Identity, Of>; unmatched: Of[] } {
  const waiting = Map.groupBy(past, keyOf)
  const known = new Map<Identity, Of>()
  for (const one of present) {
    const key = keyOf(one)
    const taken = key === null ? undefined : waiting.get(key)?.shift()
    if (taken) known.set(one, taken)
  }
  return { known, unmatched: [...waiting.values()].flat() }
}
