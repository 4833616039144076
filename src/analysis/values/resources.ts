// What is opened and closed, and who answers for it.
import type { Node } from '../grammar.ts'
import { type Context, tell } from './context.ts'
import type { State } from './state.ts'
import { freshId, unknown, type Value } from './value.ts'

/** A new open resource, which goes by the same id in every round of a loop while the one before it is not open. `what`: in a word. */
export function opened(c: Context, s: State, at: Node, what: string, more: Partial<Value> = {}): Value {
  const before = c.opened.get(at.id())
  const resource = before === undefined || s.open.has(before) ? freshId() : before
  if (before === undefined) c.opened.set(at.id(), resource)
  s.closed.delete(resource)
  s.open.set(resource, { at, what, name: '' })
  return unknown({ missing: 'no', truth: true, resource, steps: [], ...more })
}

/** Somebody else may close it from now on. */
export function handOver(_c: Context, s: State, value: Value): void {
  if (value.resource !== undefined) s.open.delete(value.resource)
}

export function close(s: State, value: Value, at: Node): void {
  if (value.resource === undefined) return
  s.open.delete(value.resource)
  s.closed.set(value.resource, at)
}

/** `surely`: whatever it is called. */
export function checkOpen(c: Context, s: State, value: Value, at: Node, surely = false): void {
  if (value.resource === undefined) return
  const closed = s.closed.get(value.resource)
  const name = c.handed.get(value.resource)
  if (closed && (surely || name === undefined || isResource.test(name)))
    tell(c, 'use-after-close', at, [{ at: closed, note: 'closed here' }])
}

/** A parameter of such a name is nothing that may be opened again. */
const isResource =
  /^(res|response|fd|f|fp|rs|db|in|out|is|os)$|(conn|connection|client|file|handle|stream|sock|socket|cursor|reader|writer|session|statement|stmt|rows)$/i

/** What is still open, held or not looked at when a function is left. */
export function left(c: Context, s: State, at: Node, how: string): void {
  // Where Go's program ends all that it opened ends with it.
  const isProgram = c.facts.language === 'go' && c.fn.name === 'main' && c.fn.owner === null
  for (const { at: from, what } of s.open.values()) {
    if (isProgram && what !== 'lock') continue
    const steps = [
      { at: from, note: `${what === 'lock' ? 'taken' : 'opened'} here` },
      { at, note: how },
    ]
    tell(c, what === 'lock' ? 'lock-not-released' : 'resource-not-closed', from, steps)
  }
  for (const { at: from, name } of s.locks.values()) {
    if (!releases(c, name)) continue
    tell(c, 'lock-not-released', from, [
      { at: from, note: 'taken here' },
      { at, note: how },
    ])
  }
  for (const { at: from } of s.pending.values()) tell(c, 'unchecked-error', from, [])
}

/** A function that only takes the lock is there for others to call, and so is one that only releases it. */
function releases(c: Context, name: string): boolean {
  const last = name.slice(name.lastIndexOf('.', name.endsWith('()') ? name.length - 3 : undefined) + 1)
  const word = last.replace(/#\d+$/, '').replace(/[$()]/g, '\\$&')
  const shape = new RegExp(`${word}\\s*\\.\\s*(release|unlock|Unlock|RUnlock)\\b`)
  if (shape.test(c.fn.at.text())) return true
  return !/lock|acquire|enter|begin|hold|take/i.test(c.fn.name) && !shape.test(c.code)
}
