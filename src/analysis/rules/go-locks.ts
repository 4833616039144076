// Which locks are held where a function returns: its statements gone through in order, branches apart.
import type { Node } from '../grammar.ts'
import { bare, escaped, functionAround, kindOf, parts, statementsOf } from './go-tree.ts'

/** `maybe`: held on one of the ways here and not on another. */
type Held = 'yes' | 'no' | 'maybe'

/** Per tree and function: the returns that are reached while a lock is held. */
const known = new WeakMap<object, Map<number, Set<number>>>()

export function locksHeldAt(returning: Node): boolean {
  const fn = functionAround(returning)
  if (!fn) return false
  const ofTree = known.get(fn.getRoot()) ?? new Map<number, Set<number>>()
  known.set(fn.getRoot(), ofTree)
  const returns = ofTree.get(fn.id()) ?? heldReturns(fn)
  ofTree.set(fn.id(), returns)
  return returns.has(returning.id())
}

function heldReturns(fn: Node): Set<number> {
  const returns = new Set<number>()
  if (!/\.R?Lock\(\)/.test(fn.text())) return returns
  for (const lock of locksOf(fn)) follow(statementsOf(fn.field('body')), 'no', lock, returns)
  return returns
}

type Lock = { take: RegExp; release: RegExp }

/** Locks that the function both takes and releases, and never by `defer`. */
function locksOf(fn: Node): Lock[] {
  const code = bare(fn)
  const names = new Set([...code.matchAll(/([\w.]+)\.(R?)Lock\(\)/g)].map((match) => `${match[1]} ${match[2]}`))
  return [...names].flatMap((told) => {
    const [name = '', read = ''] = told.split(' ')
    const release = new RegExp(`(^|[^\\w.])${escaped(name)}\\.${read}Unlock\\(\\)`)
    const deferred = fn.findAll({ rule: { kind: 'defer_statement' } }).some((one) => release.test(bare(one)))
    if (deferred || !release.test(code)) return []
    return [{ take: new RegExp(`^${escaped(name)}\\.${read}Lock\\(\\)$`), release }]
  })
}

/** What holds after these statements; null when nothing goes on behind them. */
function follow(statements: Node[], before: Held, lock: Lock, returns: Set<number>): Held | null {
  let held: Held = before
  for (const statement of statements) {
    const after = step(statement, held, lock, returns)
    if (after === null) return null
    held = after
  }
  return held
}

function step(node: Node, held: Held, lock: Lock, returns: Set<number>): Held | null {
  const within = (block: Node | null | undefined) => follow(statementsOf(block), held, lock, returns)
  switch (kindOf(node)) {
    case 'expression_statement':
      if (lock.take.test(node.text())) return 'yes'
      return lock.release.test(bare(node)) ? 'no' : held
    case 'return_statement':
      if (held === 'yes' && !lock.release.test(bare(node))) returns.add(node.id())
      return null
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement':
      return null
    case 'if_statement': {
      const otherwise = node.field('alternative')
      const no = !otherwise
        ? held
        : kindOf(otherwise) === 'if_statement'
          ? step(otherwise, held, lock, returns)
          : within(otherwise)
      return meet([within(node.field('consequence')), no])
    }
    case 'for_statement':
      return meet([held, within(node.field('body')) ?? 'maybe'])
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement': {
      const cases = parts(node).filter((one) => /_case$/.test(kindOf(one)))
      const ends = cases.map((one) =>
        follow(
          parts(one).flatMap((child) => (kindOf(child) === 'statement_list' ? parts(child) : [])),
          held,
          lock,
          returns,
        ),
      )
      const whole = kindOf(node) === 'select_statement' || cases.some((one) => kindOf(one) === 'default_case')
      return meet(whole ? ends.map((end) => end ?? 'maybe') : [...ends.map((end) => end ?? held), held])
    }
    case 'block':
    case 'labeled_statement':
      return within(node)
    default:
      return lock.release.test(bare(node)) ? 'maybe' : held
  }
}

function meet(ways: (Held | null)[]): Held | null {
  const going = ways.filter((way) => way !== null)
  const [first] = going
  if (first === undefined) return null
  return going.every((way) => way === first) ? first : 'maybe'
}
