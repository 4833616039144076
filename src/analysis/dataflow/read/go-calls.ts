// Calls of Go's library that are told to the engine as what they mean: texts of parts, writes, questions.
import type { Node } from '../../grammar.ts'
import type { Arg, Expr } from '../ir.ts'
import { join, other } from './children.ts'
import type { GoFile } from './go-file.ts'
import { formatted } from './go-text.ts'

type Call = { file: GoFile; at: Node; callee: Expr; args: Arg[] }

export function rewritten(file: GoFile, at: Node, callee: Expr, args: Arg[]): Expr {
  const call = { file, at, callee, args }
  const name = fullName(file, callee)
  const rewrite =
    rewrites.get(name) ??
    (/(Printf|Fatalf|Panicf|Infof|Warnf|Warningf|Errorf|Debugf|Tracef)$/.test(name) ? logged : null)
  return answer(rewrite?.(call) ?? plainCall(call))
}

/** What is written to an answer that says it is no page. */
function answer(call: Expr): Expr {
  if (call.kind !== 'call' || call.callee.kind !== 'member' || !/^Write(String)?$/.test(call.callee.name)) return call
  const around = call.at
    .ancestors()
    .find((one) => /^(function_declaration|method_declaration|func_literal)$/.test(String(one.kind())))
  const type = /Content-Type"\s*,\s*"([^"]*)/i.exec(around?.text() ?? '')?.[1]
  return type && !/html|xml|svg/.test(type) ? { ...call, callee: { ...call.callee, name: 'WritePlain' } } : call
}

const plainCall = ({ at, callee, args }: Call): Expr => ({ kind: 'call', callee, args, at })

const named = ({ at }: Call, name: string, args: Expr[]): Expr => ({
  kind: 'call',
  callee: { kind: 'name', name, at },
  args: args.map((value) => ({ value })),
  at,
})

/** A function of a package, with the package's path; empty for all else. */
function fullName(file: GoFile, callee: Expr): string {
  if (callee.kind === 'name') return callee.name
  if (callee.kind !== 'member' || callee.object.kind !== 'name')
    return callee.kind === 'member' ? `.${callee.name}` : ''
  const path = file.unit.imports.get(callee.object.name)
  return path ? `${path}.${callee.name}` : `.${callee.name}`
}

const values = ({ args }: Call) => args.map(({ value }) => value)

const sprint = (call: Call): Expr => join(call.at, values(call))

function sprintf(call: Call): Expr {
  const [format, ...rest] = values(call)
  return formatted(call.at, format, rest) ?? join(call.at, values(call))
}

/** A logger's `Printf`: one text. */
function logged(call: Call): Expr | null {
  const [format, ...rest] = values(call)
  const whole = formatted(call.at, format, rest)
  return whole && { ...(plainCall(call) as Extract<Expr, { kind: 'call' }>), args: [{ value: whole }] }
}

/** `fmt.Fprintf(w, ...)` as a method of what is written to. */
function writes(call: Call): Expr | null {
  const [to, ...rest] = values(call)
  if (!to || call.callee.kind !== 'member') return null
  const whole = call.callee.name === 'Fprintf' ? formatted(call.at, rest[0], rest.slice(1)) : null
  const value = whole ?? join(call.at, rest)
  return {
    kind: 'call',
    callee: { kind: 'member', object: to, name: 'WriteString', at: call.at },
    args: [{ value }],
    at: call.at,
  }
}

/** A request is, for what can be done with it, its address. */
const request = (position: number) => (call: Call) => values(call)[position] ?? null

/** Of what is cleaned from the root on, nothing climbs above the root. */
function cleanPath(call: Call): Expr | null {
  const [first] = values(call)
  const head = first?.kind === 'join' ? first.parts[0] : first
  return head?.kind === 'text' && /^[\\/]/.test(head.value) && !/\w/.test(head.value)
    ? named(call, '(rooted path)', values(call))
    : null
}

function joinPath(call: Call): Expr | null {
  const [first, ...rest] = values(call)
  const rooted = first?.kind === 'text' && /^[\\/]$/.test(first.value) && rest.length > 0
  return rooted ? named(call, '(rooted path)', rest) : null
}

/** `http` and `/` before an address tell nothing of its host; no `//` before it does. */
function hasPrefix(call: Call): Expr | null {
  const [whole, prefix] = values(call)
  if (!whole || prefix?.kind !== 'text') return null
  if (prefix.value === '//' || prefix.value === '/\\')
    return { kind: 'logic', op: 'not', parts: [named(call, '(stays here)', [whole])], at: call.at }
  return /^(https?(:|:\/\/)?|\/|\.)?$/.test(prefix.value) ? other(call.at, [whole]) : null
}

/** Any of these signs is as bad as that one. */
function containsAny(call: Call): Expr | null {
  const [whole, signs] = values(call)
  if (!whole || signs?.kind !== 'text') return null
  const sign = /[\r\n]/.test(signs.value) ? '\n' : /[\\/]/.test(signs.value) ? '/' : signs.value
  const callee: Expr = {
    kind: 'member',
    object: { kind: 'name', name: 'strings', at: call.at },
    name: 'Contains',
    at: call.at,
  }
  return { kind: 'call', callee, args: [{ value: whole }, { value: { ...signs, value: sign } }], at: call.at }
}

function replaced(call: Call): Expr | null {
  const [whole, from] = values(call)
  return whole && from?.kind === 'text' && /[\r\n]/.test(from.value) ? named(call, '(one line)', [whole]) : null
}

const appended = (call: Call): Expr => ({ kind: 'choice', test: null, options: values(call), at: call.at })

const rewrites = new Map<string, (call: Call) => Expr | null>(
  Object.entries({
    'fmt.Sprintf': sprintf,
    'fmt.Sprint': sprint,
    'fmt.Sprintln': sprint,
    'fmt.Appendf': (call) => sprintf({ ...call, args: call.args.slice(1) }),
    'fmt.Fprintf': writes,
    'fmt.Fprint': writes,
    'fmt.Fprintln': writes,
    'io.WriteString': writes,
    'net/http.NewRequest': request(1),
    'net/http.NewRequestWithContext': request(2),
    'path/filepath.Clean': cleanPath,
    'path.Clean': cleanPath,
    'path/filepath.Join': joinPath,
    'path.Join': joinPath,
    'strings.HasPrefix': hasPrefix,
    'strings.ContainsAny': containsAny,
    'strings.ReplaceAll': replaced,
    'strings.Replace': replaced,
    append: appended,
  }),
)
