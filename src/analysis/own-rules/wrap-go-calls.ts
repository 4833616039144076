// Go reads `fmt.Println(x)` outside of a function as a conversion of types: such patterns are put into one.
import { parsed } from '../grammar.ts'

/** The same rule; a pattern that is a call, wherever it stands, finds calls. */
export function wrapGoCalls(rule: unknown): unknown {
  if (Array.isArray(rule)) return rule.map(wrapGoCalls)
  if (rule === null || typeof rule !== 'object') return rule
  return Object.fromEntries(
    Object.entries(rule).map(([name, value]) => [
      name,
      name === 'pattern' && typeof value === 'string' ? wrapped(value) : wrapGoCalls(value),
    ]),
  )
}

function wrapped(pattern: string): unknown {
  return isCall(pattern) ? { context: `func _() {\n${pattern}\n}`, selector: 'call_expression' } : pattern
}

/** As ast-grep does, the dollar becomes a letter that a name may hold. */
function isCall(pattern: string): boolean {
  const code = pattern.trim().replaceAll('$', 'µ')
  if (!code.endsWith(')')) return false
  const root = parsed('go', `package a\nfunc _() {\n${code}\n}`)
  const calls = root.findAll({ rule: { kind: 'call_expression' } })
  return calls.some((call) => call.text() === code)
}
