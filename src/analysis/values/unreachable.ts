// Code behind a statement that always leaves: told by the shape of the code alone, whatever its values are.
import type { Expr, Stmt } from './form.ts'
import { blocksOf } from './loop.ts'

/** The first statement of each stretch that can never run. */
export function unreachable(stmts: readonly Stmt[], ends: (call: Expr) => boolean): Stmt[] {
  const found: Stmt[] = []
  const cut = stmts.findIndex((one) => !goesOn(one, ends))
  const behind = cut < 0 ? undefined : stmts.slice(cut + 1).find((one) => one.kind !== 'define' && !isEmpty(one))
  // Behind a call that never comes back many compilers still ask for a `return`, or a `panic` in its place.
  const isDemanded = stmts[cut]?.kind === 'do' && behind !== undefined && !goesOn(behind, ends)
  const isJumpedTo = (behind?.kind === 'block' || behind?.kind === 'loop') && behind.label !== null
  if (behind && !isDemanded && !isJumpedTo) found.push(behind)
  const reached = cut < 0 ? stmts : stmts.slice(0, cut + 1)
  for (const one of reached) for (const block of blocksOf(one)) found.push(...unreachable(block, ends))
  return found
}

/** Declared without a value, or nothing at all: it does nothing anyhow. */
const isEmpty = (one: Stmt): boolean =>
  (one.kind === 'assign' && one.value === null) || (one.kind === 'block' && one.body.length === 0)

/** Whether the statement behind it may run. */
export function goesOn(one: Stmt, ends: (call: Expr) => boolean): boolean {
  const all = (stmts: readonly Stmt[]) => stmts.every((inner) => goesOn(inner, ends))
  switch (one.kind) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return false
    case 'do':
      return !ends(one.value)
    case 'if':
      return all(one.yes) || all(one.no)
    case 'block':
      return all(one.body) || hasBreak(one.body, one.label)
    case 'with':
      return one.hushes || all(one.body)
    case 'loop':
      return !isEndless(one.test, one.over) || hasBreak(one.body, one.label, true)
    case 'try':
      if (one.last.length > 0 && !all(one.last)) return false
      return (all(one.body) && all(one.orElse)) || one.handlers.some((handler) => all(handler.body))
    case 'switch':
      return switchGoesOn(one, all)
    default:
      return true
  }
}

const isEndless = (test: Expr | null, over: Expr | null): boolean =>
  over === null && (test === null || (test.kind === 'const' && Boolean(test.value)))

function switchGoesOn(one: Stmt & { kind: 'switch' }, all: (stmts: readonly Stmt[]) => boolean): boolean {
  if (!one.cases.some(({ tests }) => tests.length === 0)) return true
  const bodies = one.cases.map(({ body }) => body)
  if (bodies.some((body) => hasBreak(body, null, true))) return true
  return one.cases.some(({ body, falls }, index) => all(body) && (!falls || index === one.cases.length - 1))
}

/** A `break` that leads out of here. `bare`: one without a label does too. */
function hasBreak(stmts: readonly Stmt[], label: string | null, bare = false): boolean {
  return stmts.some((one) => {
    if (one.kind === 'break') return one.label === null ? bare : one.label === label
    const inside = bare && one.kind !== 'loop' && one.kind !== 'switch'
    return blocksOf(one).some((block) => hasBreak(block, label, inside))
  })
}
