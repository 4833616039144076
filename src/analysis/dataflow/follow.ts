// Follows every value of a file from where it comes in to where it may do harm.
import type { Node } from '../grammar.ts'
import { enter } from './enter.ts'
import { execute } from './execute.ts'
import type { Func, Unit } from './ir.ts'
import type { DataflowRule } from './rules.ts'
import { GAVE_UP, isSure, newRun, newWork, type Reached, type Run, refill, type Settled } from './run.ts'
import type { Table } from './table.ts'
import type { Step, Taint } from './value.ts'

/** `gaveUp`: names of functions that were too much work. */
export type Followed = {
  reached: Reached[]
  gaveUp: string[]
  cleared: Cleared[]
  /** Parameters that are seen to be filled: what nobody knows of them is not worth telling. */
  filled: Node[]
}

/** No harm of this kind can be done between these two places; of no kind at all when `rule` is null: no way leads there. */
export type Cleared = { rule: DataflowRule | null; from: Node; to: Node }

export const follow = (unit: Unit, table: Table): Followed => followRun(newRun(unit, table, newWork()))

/** The functions of this file are gone into; those of other files only as far as they are called. */
export function followRun(run: Run): Followed {
  const { unit } = run
  const gaveUp: string[] = []
  attempt('the top of the file', () => void execute(run, run.globals, unit.body, []))
  const inOrder = [...unit.functions].sort((a, b) => Number(isConstructor(b)) - Number(isConstructor(a)))
  for (const fn of inOrder) attempt(fn.name, () => void enter(run, fn, new Map(), null, fn.at))
  const cleared = gaveUp.length > 0 ? [] : clearedIn(run)
  const filled = [...run.work.filled].flatMap(({ params }) => params.map(({ at }) => at))
  return { reached: firstOnTheirWay([...run.work.reached.values()].map(unlessFilled(filled))), gaveUp, cleared, filled }

  function attempt(name: string, work: () => void) {
    refill(run)
    try {
      work()
    } catch (error) {
      if (error !== GAVE_UP) throw error
      gaveUp.push(name)
    }
  }
}

/** Text that is built with a parameter is told when nobody is seen to fill it, and not when all who do are seen. */
function unlessFilled(filled: readonly Node[]): (one: Reached) => Reached {
  const known = new Set(filled)
  return (one) => {
    const isOpen = (taint: Taint) => taint.certain || !taint.steps[0] || !known.has(taint.steps[0].at)
    const open = [one.taint, ...(one.more ?? [])].find(isOpen)
    return { ...one, taint: open ?? { ...one.taint, built: false } }
  }
}

function clearedIn({ work }: Run): Cleared[] {
  const lineOf = ({ rule, at }: Settled) => `${rule} ${at.range().start.line}`
  const settled = [...work.settled.values()]
  // Where one of two on a line does harm, nothing is said for the other.
  const harmful = new Set(settled.filter(({ isHarmless }) => !isHarmless).map(lineOf))
  const harmless = settled.filter((one) => one.isHarmless && !harmful.has(lineOf(one)))
  const unreached = [...work.seen.values()].filter(({ isReached }) => !isReached)
  return [
    ...harmless.map(({ rule, at }) => ({ rule, from: at, to: at })),
    ...unreached.map(({ from, to }) => ({ rule: null, from, to })),
  ]
}

/** One path is asked for, opened and copied: told once, where it first does harm. */
function firstOnTheirWay(all: Reached[]): Reached[] {
  const reached = all.filter((one) => !all.some((other) => other !== one && isToldBy(other, one)))
  return reached.filter(
    (one) =>
      !oneValue.has(one.rule) ||
      !reached.some(
        (other) =>
          other !== one &&
          other.rule === one.rule &&
          isSure(other.rule, other.taint) &&
          leadsOn(one.rule, other.taint.steps, one.taint.steps) &&
          (other.taint.steps.length < one.taint.steps.length || reached.indexOf(other) < reached.indexOf(one)),
      ),
  )
}

/** What is prepared is told where it is run; a shell's script that another function runs, where it is put together. */
function isToldBy(other: Reached, one: Reached): boolean {
  const isPair = !one.isPrepared !== !other.isPrepared && one.rule === other.rule
  if (!isPair || one.taint.steps[0]?.at !== other.taint.steps[0]?.at) return false
  const isElsewhere = one.rule === 'command-injection' && functionAround(one.at) !== functionAround(other.at)
  return isElsewhere ? other.isPrepared === true : one.isPrepared === true
}

const functionAround = (node: Node): number | undefined =>
  node
    .ancestors()
    .find((one) => /function|method|lambda|constructor_declaration/.test(String(one.kind())) && one.field('body'))
    ?.id()

const oneValue: ReadonlySet<DataflowRule> = new Set(['path-traversal', 'command-injection', 'ssrf'])

/** The same value, if only handed on to functions in between; a path may also be used twice at one place. */
const leadsOn = (rule: DataflowRule, way: Step[], whole: Step[]) =>
  way.length + (rule === 'path-traversal' ? 0 : 1) <= whole.length &&
  whole.every(({ at, note }, index) => (index < way.length ? way[index]?.at === at : note.startsWith('is handed to')))

const isConstructor = ({ name }: Func) => /^(__init__|constructor|<init>)$/.test(name)
