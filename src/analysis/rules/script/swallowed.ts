// Errors that are caught and forgotten.
import { callee, isFunction, loopAround, type Node, statementsOf, within } from './node.ts'
import { bug, type ScriptRule } from './rule.ts'

const bestEffort =
  /\b(close|unlink|rm|rmdir|remove|delete|destroy|kill|clear|abort|clean|end|release|disconnect|cancel|stop|quit|terminate|dispose|resolve|access|stat|lstat|exists|mkdir|chmod|utimes|unsubscribe|rollback|unref|focus|blur|play|pause|shutdown|exit|flush|unlock|teardown|log|revoke|detach|unwatch|emit|ping|warn|import|writeText|prefetch|preload|warmup)(?![a-z])|(Close|Unlink|Remove|Delete|Destroy|Kill|Clear|Abort|Clean|Cleanup|Release|Disconnect|Cancel|Stop|Dispose|Rollback|Exists|Flush|Unlock|Log|Track|Cache)/

export const swallowedException: ScriptRule = {
  ...bug(
    'swallowed-exception',
    'CWE-390',
    'medium',
    'Errors vanish here without a trace',
    'When it goes wrong, nobody learns of it, and the program goes on with half-done work. Log the error, or let it pass. If it may be ignored, say why in a comment.',
  ),
  kinds: ['CatchClause', 'CallExpression'],
  onlyIn: /catch/,
  find: (node, { text }) => {
    const tried = node.type === 'CatchClause' ? triedIn(node) : triedWithHandler(node)
    const isQuiet = !/\/[/*]/.test(text.slice(...node.range))
    return tried && isQuiet && !bestEffort.test(text.slice(...tried.range)) ? node : null
  },
}

function triedIn(clause: Node): Node | null {
  const tried = clause.parent?.block
  if (!tried || !isEmpty(clause.body) || nothingIsHalfDone(tried)) return null
  return [...within(tried, false)].some(({ type }) => type === 'AwaitExpression') ? tried : null
}

/** Somebody else's work is waited for, or one way after another is tried until one leads on. */
function nothingIsHalfDone(tried: Node): boolean {
  const statements = statementsOf(tried)
  const last = statements.at(-1)
  const awaited = statements.length === 1 && typeof last?.expression === 'object' ? last.expression : null
  if (awaited?.type === 'AwaitExpression' && awaited.argument?.type === 'Identifier') return true
  return /^(Break|Return)Statement$/.test(last?.type ?? '') && loopAround(tried) !== null
}

/** `await save().catch(() => {})` */
function triedWithHandler(call: Node): Node | null {
  const [handler] = call.arguments ?? []
  const isAwaited = call.parent?.type === 'AwaitExpression' && call.parent.parent?.type === 'ExpressionStatement'
  if (!/\.catch$/.test(callee(call)) || !isAwaited || !isFunction(handler) || !isEmpty(handler?.body)) return null
  return call.callee?.object ?? null
}

const isEmpty = (body: Node | Node[] | undefined): boolean =>
  !Array.isArray(body) && body?.type === 'BlockStatement' && Array.isArray(body.body) && body.body.length === 0
