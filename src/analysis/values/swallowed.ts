// Errors that end where nobody hears of them: told by the shape of the handler.
import type { Node } from '../grammar.ts'
import { type Context, tell } from './context.ts'
import type { Expr, Handler, Stmt, Try } from './form.ts'
import { blocksOf } from './loop.ts'

export function swallowedIn(c: Context, stmts: readonly Stmt[]): void {
  for (const one of stmts) {
    if (one.kind === 'try')
      for (const handler of one.handlers) if (isSilent(c, one, handler)) tell(c, 'swallowed-exception', handler.at, [])
    if (one.kind === 'if' && c.facts.language === 'go') droppedError(c, one)
    if (one.kind === 'do' && c.facts.language === 'javascript') droppedByCallback(c, one.value)
    for (const block of blocksOf(one)) swallowedIn(c, block)
  }
}

const isBroad = ({ types }: Handler): boolean =>
  types.length === 0 || types.some((one) => /^(Base)?Exception$|^Throwable$/.test(one))

/** Java: a failure that says nothing about the question that was asked. */
const isUnexpected = (c: Context, { types, body }: Handler): boolean =>
  c.facts.language === 'java' &&
  body.length > 0 &&
  types.every((one) => /^(\w+\.)*(IO|SQL|Mail|Messaging|Runtime|DataAccess|Remote|JMS)Exception$/.test(one))

/** Nothing is done about it, no comment says why, and what failed was no mere question or cleaning up. */
function isSilent(c: Context, all: Try, handler: Handler): boolean {
  if (!(isBroad(handler) || isUnexpected(c, handler)) || !handler.body.every(saysNothing)) return false
  if (/\/\/|\/\*|#/.test(handler.at.text())) return false
  if (c.facts.language === 'python' && handler.body.length === 0) return false
  return all.body.some((one) => isDeed(c, one)) && !all.body.every(isCleaning)
}

const saysNothing = (one: Stmt): boolean =>
  one.kind === 'continue' ||
  (one.kind === 'return' && (one.value === null || (one.value.kind === 'const' && one.value.value == null)))

/** Something is changed, not only looked up: a call whose result nobody takes, with nothing behind it. */
function isDeed(c: Context, one: Stmt): boolean {
  if (one.kind === 'with' || one.kind === 'block') return one.body.some((inner) => isDeed(c, inner))
  if (one.kind !== 'do') return false
  const value = one.value.kind === 'await' ? one.value.value : one.value
  return value.kind === 'call' && !c.facts.pure.test(nameOf(value.callee))
}

const nameOf = (e: Expr): string =>
  e.kind === 'name' ? e.name : e.kind === 'member' ? `${nameOf(e.object)}.${e.name}` : '()'

const isCleaning = (one: { at: Node }): boolean =>
  /\b(close|end|destroy|unlink\w*|rm\w*|remove\w*|kill|abort|delete\w*|quit|release|stop|disconnect|cancel|clear\w*|shutdown|terminate|dispose|cleanup|exit|require|import|flush|access\w*|stat\w*|mkdir\w*|makedirs|assert\w*|detach|unref|reset|join|parse)\s*(\(|$)/i.test(
    one.at.text(),
  )

/** Go: `if err != nil { return nil }`: the caller hears that all is well. */
function droppedError(c: Context, one: Stmt & { kind: 'if' }): void {
  const { test } = one
  if (test.kind !== 'compare' || test.op !== '!=' || test.left.kind !== 'name' || !/^err(#\d+)?$/.test(test.left.name))
    return
  if (test.right.kind !== 'const' || one.no.length > 0 || one.yes.length !== 1 || /\/\/|\/\*/.test(one.at.text()))
    return
  const [only] = one.yes
  const isNil =
    only?.kind === 'return' && only.value?.kind === 'const' && only.value.value === null && c.fn.result === 'error'
  // `if err := send(x); err != nil { continue }`
  const isSkipped =
    only?.kind === 'continue' &&
    /^if\s+err\s*:=\s*[\w.]*\b(put|send|save|write|store|publish|push|insert|update|delete|commit|upload|notify|set|add)\w*\(/i.test(
      one.at.text(),
    )
  if (isNil || isSkipped) tell(c, 'swallowed-exception', one.at, [])
}

/** JavaScript: `save().catch(() => {})`, and a callback that does its work without a look at the error it is given. */
function droppedByCallback(c: Context, e: Expr): void {
  const call = e.kind === 'await' ? e.value : e
  const last = call.kind === 'call' ? call.args.at(-1) : undefined
  if (call.kind !== 'call' || call.callee.kind !== 'member' || last?.kind !== 'function') return
  const { fn } = last
  const [first] = fn.params
  if (isCleaning(call.callee.name === 'catch' ? call.callee.object : call.callee) || /\/\/|\/\*/.test(last.at.text()))
    return
  const isDropped =
    call.callee.name === 'catch'
      ? call.callee.object.kind === 'call' &&
        !isHeldElsewhere(call.callee.object) &&
        fn.params.length < 2 &&
        fn.body.every(saysNothing)
      : !isHandler.test(call.callee.name) &&
        fn.body.length > 0 &&
        /^err(or)?(#\d+)?$/.test(first?.name ?? '') &&
        last.at.text().match(/\berr(or)?\b/g)?.length === 1
  if (isDropped) tell(c, 'swallowed-exception', last.at, [])
}

/** `Promise.resolve(x).catch(() => {})`: who holds `x` still hears of it. */
const isHeldElsewhere = ({ callee, args: [first] }: Expr & { kind: 'call' }): boolean =>
  nameOf(callee) === 'Promise.resolve' && (first?.kind === 'name' || first?.kind === 'member')

/** Who is only called when something failed has heard of it. */
const isHandler = /^(then|catch|on|once|onError|addListener|addEventListener|forEach|map|filter|reduce|some|every)$/
