// Whether a statement may fail on its way.

import type { Expr, Stmt } from './form.ts'

/** Something in it may fail; closing is not meant to. */
export function mayThrow(stmt: Stmt): boolean {
  switch (stmt.kind) {
    case 'assign':
      return stmt.targets.some((one) => one.kind === 'index') || (stmt.value !== null && hasCall(stmt.value))
    case 'do':
      return hasCall(stmt.value)
    case 'return':
      return stmt.value !== null && hasCall(stmt.value)
    case 'if':
      return hasCall(stmt.test)
    case 'loop':
    case 'with':
      return true
    default:
      return false
  }
}

function hasCall(e: Expr): boolean {
  switch (e.kind) {
    case 'call':
      return !(
        e.callee.kind === 'member' && /^(close|Close|release|unlock|end|destroy|append|push|add)$/.test(e.callee.name)
      )
    case 'await':
      return true
    case 'member':
      return hasCall(e.object)
    case 'index':
      return true
    case 'math':
    case 'logic':
    case 'compare':
      return hasCall(e.left) || hasCall(e.right)
    case 'choice':
      return hasCall(e.test) || hasCall(e.yes) || hasCall(e.no)
    case 'list':
      return e.items.some(hasCall)
    case 'map':
      return e.values.some(hasCall)
    case 'text':
    case 'other':
      return e.parts.some(hasCall)
    case 'not':
    case 'sworn':
    case 'is':
    case 'set':
      return hasCall(e.value)
    default:
      return false
  }
}
