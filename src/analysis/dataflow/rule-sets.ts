// Sets of rules that something is harmless for: equal ones are one object, made once and compared as fast as numbers.
import type { DataflowRule } from './rules.ts'

export type RuleSet = ReadonlySet<DataflowRule>

const MOST_KEPT = 20_000

const kept = new Map<string, RuleSet>()

export function ruleSet(rules: Iterable<DataflowRule>): RuleSet {
  const set = new Set([...rules].sort())
  const key = [...set].join()
  const before = kept.get(key)
  if (before) return before
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, set)
  return set
}

type List = readonly DataflowRule[]

const unions = new WeakMap<RuleSet, WeakMap<List, RuleSet>>()

/** Remembered by the list itself: hand over one that lives as long as the tables. */
export function withAll(before: RuleSet, more: List): RuleSet {
  let known = unions.get(before)
  if (!known) {
    known = new WeakMap()
    unions.set(before, known)
  }
  const after = known.get(more) ?? (more.every((rule) => before.has(rule)) ? before : ruleSet([...before, ...more]))
  known.set(more, after)
  return after
}
