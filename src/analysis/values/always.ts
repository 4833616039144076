// Tests that gave one answer on every path that reached them.
import { type Asked, type Context, tell } from './context.ts'
import type { Expr } from './form.ts'

export function alwaysSame(c: Context): void {
  for (const one of c.asked.values()) {
    const [only] = one.answers
    if (one.answers.size !== 1 || only === undefined || isMeant(one)) continue
    tell(c, 'always-true-or-false', one.test.at, one.steps, { words: only ? 'true' : 'false' })
  }
}

/** Written so on purpose: a fixed word, or the test of a loop that never ends. */
const isMeant = ({ test }: Asked): boolean => test.kind === 'const' || isFixed(test)

function isFixed(e: Expr): boolean {
  if (e.kind === 'const' || (e.kind === 'name' && /^[A-Z][A-Z0-9_]+$/.test(e.name))) return true
  if (e.kind === 'math') return isFixed(e.left) && isFixed(e.right)
  if (e.kind === 'not') return isFixed(e.value)
  if (e.kind === 'function' || e.kind === 'list' || e.kind === 'map' || e.kind === 'text') return true
  return e.kind === 'compare' && isFixed(e.left) && isFixed(e.right)
}
