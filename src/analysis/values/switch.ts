// `switch` and `match`: one case after the other.

import { branchAll } from './branch.ts'
import type { Context } from './context.ts'
import { evaluate } from './evaluate.ts'
import { execute, type Left, type Outcome } from './execute.ts'
import type { Case, Expr, Stmt } from './form.ts'
import { namesIn } from './read/reading.ts'
import { type State, settled } from './state.ts'

export function choose(c: Context, stmt: Stmt & { kind: 'switch' }, states: State[]): Outcome {
  if (stmt.subject) for (const s of states) evaluate(c, s, stmt.subject)
  const next: State[] = []
  const left: Left[] = []
  let rest = states
  let falling: State[] = []
  const last = stmt.cases.filter((one) => one.tests.length === 0)
  for (const one of stmt.cases.filter((other) => !last.includes(other)).concat(last)) {
    const [yes, no] = one.tests.length === 0 ? [rest, []] : matched(c, stmt.subject, one, rest)
    rest = no
    const outcome = execute(
      c,
      one.body,
      settled([...yes, ...falling], () => {}),
    )
    left.push(...outcome.left)
    falling = one.falls ? outcome.next : []
    if (!one.falls) next.push(...outcome.next)
  }
  const broken = left.filter(({ how, label }) => how === 'break' && label === null)
  for (const s of rest) fitsOne(s, stmt)
  return {
    next: [...next, ...falling, ...rest, ...broken.map(({ state }) => state)],
    left: left.filter((one) => !broken.includes(one)),
  }
}

const MANY_CASES = 4

/** Of many cases mostly one fits: what they all set is not said to be missing. */
function fitsOne(s: State, stmt: Stmt & { kind: 'switch' }): void {
  if (stmt.cases.length < MANY_CASES) return
  const set = new Set(
    stmt.cases.flatMap(({ body }) =>
      body.flatMap((one) => (one.kind === 'assign' ? one.targets.flatMap(namesIn) : [])),
    ),
  )
  for (const name of set) if (s.vars.get(name)?.missing === 'yes') s.vars.delete(name)
}

function matched(c: Context, subject: Expr | null, one: Case, states: State[]): [State[], State[]] {
  let rest = states
  const yes: State[] = []
  for (const test of one.tests) {
    const asked: Expr = !subject ? test : { kind: 'compare', op: '==', left: subject, right: test, at: test.at }
    c.quiet++
    const [hit, miss] = branchAll(c, rest, asked)
    c.quiet--
    yes.push(...hit)
    rest = miss
  }
  return [yes, rest]
}
