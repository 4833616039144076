// Tests that gave one answer on every path that reached them.
import { type Asked, type Context, tell } from './context.ts'
import type { Expr, Stmt } from './form.ts'
import { blocksOf } from './loop.ts'

export function alwaysSame(c: Context): void {
  const settled = new Map<number, boolean>()
  for (const one of c.asked.values()) {
    const [only] = one.answers
    if (one.answers.size !== 1 || only === undefined || isMeant(one)) continue
    tell(c, 'always-true-or-false', one.test.at, one.steps, { words: only ? 'true' : 'false' })
    settled.set(one.test.at.id(), only)
  }
  // Java's compiler refuses all other code that cannot be reached; elsewhere the test alone is told.
  if (settled.size > 0 && c.facts.language === 'java') deadBranches(c, c.fn.body, settled)
}

/** What stands behind such a test, on lines of its own, never runs. */
function deadBranches(c: Context, stmts: readonly Stmt[], settled: ReadonlyMap<number, boolean>): void {
  for (const one of stmts) {
    if (one.kind === 'if' && !one.sworn) {
      const test = one.test.kind === 'not' ? one.test.value : one.test
      const answer = settled.get(test.at.id())
      const [first] = answer === undefined ? [] : answer === (one.test === test) ? one.no : one.yes
      const isBelow = first && first.at.range().start.line > test.at.range().end.line
      if (isBelow) tell(c, 'unreachable-code', first.at, [{ at: test.at, note: `always ${answer}` }])
    }
    for (const block of blocksOf(one)) deadBranches(c, block, settled)
  }
}

/** Written so on purpose: a fixed word, or the test of a loop that never ends. */
const isMeant = ({ test, inLogic }: Asked): boolean =>
  isFixed(test) || (inLogic && isPlain(test)) || (asksForNothing(test) && (inLogic || isChoice(test)))

/** That it is there is made sure of once more: careful, and often written by a machine. */
const asksForNothing = (e: Expr): boolean =>
  e.kind === 'compare' &&
  [e.left, e.right].some(
    (side) => (side.kind === 'const' && side.value == null) || (side.kind === 'other' && side.parts.length === 0),
  )

const isChoice = ({ at }: Expr): boolean =>
  !/^(if|elif|while)_|^(if|elif|while)|^parenthesized|^binary|^boolean|^not/.test(String(at.parent()?.kind()))

function isFixed(e: Expr): boolean {
  if (e.kind === 'const' || (e.kind === 'name' && /^[A-Z][A-Z0-9_]+$/.test(e.name))) return true
  if (e.kind === 'math') return isFixed(e.left) && isFixed(e.right)
  if (e.kind === 'not' || e.kind === 'await') return isFixed(e.value)
  if (e.kind === 'function' || e.kind === 'list' || e.kind === 'map' || e.kind === 'text') return true
  return e.kind === 'compare' && isFixed(e.left) && isFixed(e.right)
}

/** `a && !b`, where `b` was asked for before: nothing is wrong with saying it again. */
const isPlain = (e: Expr): boolean => e.kind === 'name' || e.kind === 'member' || (e.kind === 'not' && isPlain(e.value))
