// Where values come from: what the tables say of a name, a member or a call.
import { type Env, valueIn } from './env.ts'
import { evaluate } from './evaluate.ts'
import type { Expr } from './ir.ts'
import { namesOf } from './names.ts'
import { type RuleSet, ruleSet } from './rule-sets.ts'
import { allRules, type DataflowRule, innerRules } from './rules.ts'
import { type Run, settleAs } from './run.ts'
import { cleaned, isTainted, type Value } from './value.ts'

/** A table's own word goes before whatever the code has put there: `request` is a parameter and a source. */
export function sourceOf(run: Run, env: Env, expr: Expr): Value | null {
  if (expr.kind !== 'member' && expr.kind !== 'call' && expr.kind !== 'name') return null
  const names = namesOf(run, env, expr)
  const base = run.unit.bases.get(run.work.stack.at(-1)?.owner ?? '') ?? ''
  const source = run.find
    .sources(names)
    .find(({ within, needs }) => (!within || within.test(base)) && (!needs || isImported(run, needs)))
  if (!source) return null
  if (expr.kind === 'call') for (const { value } of expr.args) evaluate(run, env, value)
  if (source.only?.length === 0) return { taints: [] }
  const { note, only } = source
  const isInner = isOnlyInner(only)
  const taint = { steps: [{ at: expr.at, note }], certain: true, built: false, cleaned: harmlessFrom(only) }
  for (const rule of isInner && only ? only : []) settleAs(run, rule, expr.at, true)
  const value: Value = { taints: [taint], known: true }
  return hasKnownKeys(env, expr) ? cleaned(value, ofKnownKeys) : value
}

const ofKnownKeys: DataflowRule[] = ['mass-assignment', 'prototype-pollution', 'attribute-name']

/** The keys of `request.body` were compared with a list before, which is known of it still. */
function hasKnownKeys(env: Env, expr: Expr): boolean {
  if (expr.kind !== 'member' || expr.object.kind !== 'name') return false
  const field = valueIn(env, expr.object.name)?.fields?.get(expr.name)
  return field !== undefined && isTainted(field) && field.taints.every(({ cleaned }) => cleaned.has('attribute-name'))
}

const isOnlyInner = (only?: DataflowRule[]) => only?.every((rule) => innerRules.includes(rule)) ?? false

const fromSources = new Map<DataflowRule[] | undefined, RuleSet>()

/** What a source does no harm for, by the list of what it does. */
function harmlessFrom(only?: DataflowRule[]): RuleSet {
  const isInner = isOnlyInner(only)
  const harmless = () =>
    allRules.filter((rule) => (only && !only.includes(rule)) || (!isInner && innerRules.includes(rule)))
  const set = fromSources.get(only) ?? ruleSet(harmless())
  fromSources.set(only, set)
  return set
}

const isImported = (run: Run, name: RegExp) => [...run.unit.imports.values()].some((full) => name.test(full))
