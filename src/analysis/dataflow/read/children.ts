// What readers of all languages ask a syntax tree.
import type { Node } from '../../grammar.ts'
import { CAUGHT, type Expr, type Stmt } from '../ir.ts'

/** Children with a meaning: no brackets, commas or comments. */
export const named = (node: Node | null | undefined): Node[] =>
  node ? node.children().filter((child) => child.isNamed() && !String(child.kind()).includes('comment')) : []

export const childOf = (node: Node, ...kinds: string[]): Node | null =>
  node.children().find((child) => kinds.includes(String(child.kind()))) ?? null

export const hasWord = (node: Node, word: string): boolean => node.children().some((child) => child.kind() === word)

export const text = (at: Node, value: string): Expr => ({ kind: 'text', value, at })
export const other = (at: Node, parts: Expr[] = []): Expr => ({ kind: 'other', parts, at })
export const join = (at: Node, parts: Expr[]): Expr => ({ kind: 'join', parts, at })

/** `a + b + c` is one text of three parts. */
export const sum = (at: Node, left: Expr, right: Expr): Expr =>
  join(at, [...(left.kind === 'join' ? left.parts : [left]), ...(right.kind === 'join' ? right.parts : [right])])

/** `catch (error)` */
export const caught = (target: Expr | null): Stmt[] =>
  target ? [{ kind: 'assign', target, value: { kind: 'name', name: CAUGHT, at: target.at }, at: target.at }] : []

export const doing = (value: Expr): Stmt => ({ kind: 'do', value, at: value.at })

/** A text with its escapes made real, as far as they matter here. */
export const unescaped = (raw: string): string =>
  raw.replace(/\\(u\{?[\da-fA-F]{1,6}\}?|x[\da-fA-F]{2}|.)/gs, (whole, sign: string) => {
    const known: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' }
    if (known[sign] !== undefined) return known[sign]
    if (sign.length === 1) return sign
    const code = Number.parseInt(sign.replace(/[^\da-fA-F]/g, '').replace(/^u/, ''), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
