// Assignments whose value depends on a question, parted like any other test: what the value is and what was answered stay together.
import { branchAll } from './branch.ts'
import type { Context } from './context.ts'
import type { Expr, Stmt } from './form.ts'
import type { State } from './state.ts'

type Assign = Stmt & { kind: 'assign' }

export function waysOf(c: Context, stmt: Assign, states: State[]): { stmt: Assign; states: State[] }[] {
  const whole = [{ stmt, states }]
  const { value, targets } = stmt
  if (!value || stmt.op || targets.length !== 1 || targets[0]?.kind !== 'name') return whole
  if (value.kind === 'choice' && (isNothing(value.yes) || isNothing(value.no)))
    return parted(c, stmt, states, value.test, value.yes, value.no)
  const names = askedFor(value)
  if (states.some((s) => names.some((name) => s.vars.get(name)?.missing === 'maybe')))
    return parted(c, stmt, states, value, answer(value, true), answer(value, false))
  return whole
}

function parted(c: Context, stmt: Assign, states: State[], test: Expr, ...values: [Expr, Expr]) {
  return branchAll(c, states, test).map((states, index) => ({
    stmt: { ...stmt, value: values[index] ?? test },
    states,
  }))
}

const isNothing = (e: Expr): boolean => e.kind === 'const' && e.value == null
const answer = ({ at }: Expr, value: boolean): Expr => ({ kind: 'const', value, at })

/** `found = x != null && x.isOpen`: the names whose absence its answer tells of. */
function askedFor(e: Expr): string[] {
  if (e.kind === 'not') return askedFor(e.value)
  if (e.kind === 'logic') return isAnswer(e) ? [...askedFor(e.left), ...askedFor(e.right)] : []
  if (e.kind !== 'compare' || isNothing(e.left) === isNothing(e.right)) return []
  const asked = isNothing(e.left) ? e.right : e.left
  return asked.kind === 'name' ? [asked.name] : []
}

const isAnswer = (e: Expr): boolean =>
  e.kind === 'logic' ? isAnswer(e.left) && isAnswer(e.right) : /^(compare|is|not)$/.test(e.kind)
