// Locks that are taken and released by name.
import type { Call } from './call.ts'
import { type Context, pathOf, tell } from './context.ts'
import type { Expr } from './form.ts'
import type { State } from './state.ts'

/** `lock`, `this.lock`, `guard.readLock()` */
function lockPath(e: Expr): string | null {
  const inner = e.kind === 'call' && e.args.length === 0 && e.callee.kind === 'member' ? pathOf(e.callee.object) : null
  return inner === null ? pathOf(e) : e.at.text()
}

export function lockOf(c: Context, s: State, e: Call, method: string): void {
  if (e.callee.kind !== 'member') return
  const path = lockPath(e.callee.object)
  if (path === null) return
  const key = `${path}${/^R(Lock|Unlock)$/.test(method) ? ' (read)' : ''}`
  if (!c.facts.unlock.test(method)) return
  const held = s.locks.get(key)
  s.locks.delete(key)
  // In Go a panic is no ordinary way out.
  if (held?.risk && !c.inFinally && c.facts.language !== 'go')
    tell(c, 'lock-not-released', held.at, [
      { at: held.at, note: 'taken here' },
      { at: held.risk, note: 'when this fails, the release below is never reached' },
    ])
}

/** Only as a statement: whoever looks at the result of `acquire` knows whether it worked. */
export function lockStatement(c: Context, s: State, e: Expr): void {
  const inner = e.kind === 'await' ? e.value : e
  if (inner.kind === 'call')
    for (const name of c.summaryOf(inner.callee, c.fn)?.takes ?? [])
      s.locks.set(name, { at: inner.at, what: 'lock', name })
  if (inner.kind !== 'call' || inner.callee.kind !== 'member' || !c.facts.lock.test(inner.callee.name)) return
  const path = lockPath(inner.callee.object)
  if (path === null || inner.args.length > 0 || /^(self|this)$/.test(path) || c.released.has(path)) return
  const key = `${path}${inner.callee.name === 'RLock' ? ' (read)' : ''}`
  s.locks.set(key, { at: inner.at, what: 'lock', name: path })
}
