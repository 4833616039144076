// The small language that five languages are read into, so that values can be followed by one engine.
import type { Node } from '../grammar.ts'

/** Where it stands in the text. */
type Placed = { at: Node }

export type Arg = { value: Expr; name?: string; spread?: true }

export type Expr = Placed &
  (
    | { kind: 'text'; value: string }
    | { kind: 'literal'; value: number | boolean | null }
    | { kind: 'name'; name: string }
    | { kind: 'member'; object: Expr; name: string }
    | { kind: 'index'; object: Expr; key: Expr }
    /** `made`: a constructor. A method call has a member as its callee. */
    | { kind: 'call'; callee: Expr; args: Arg[]; made?: true }
    /** Text built of parts: `+`, templates, `%`, format. A `+` of numbers is one too. */
    | { kind: 'join'; parts: Expr[] }
    | { kind: 'list'; items: Expr[] }
    /** A key of null: an entry that cannot be told, such as a spread. */
    | { kind: 'map'; entries: { key: Expr | null; value: Expr }[] }
    /** One of several values: `a ? b : c`, `a ?? b`. */
    | { kind: 'choice'; test: Expr | null; options: Expr[] }
    | { kind: 'compare'; op: Comparison; left: Expr; right: Expr }
    /** As a value `a or b` is one of its parts. */
    | { kind: 'logic'; op: 'and' | 'or' | 'not'; parts: Expr[] }
    | { kind: 'function'; fn: Func }
    /** An assignment inside of an expression; it is worth what it assigns. */
    | { kind: 'set'; target: Expr; value: Expr }
    /** Arithmetic and whatever else makes something that is no text of its parts. */
    /** `op`: of two numbers, where it is known what is done with them. */
    | { kind: 'other'; parts: Expr[]; op?: string }
  )

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is a'

/** `value: null` declares without a value. An assignment that adds keeps what was there. */
export type Stmt = Placed &
  /** `asks`: what a name that is set along with it was asked, as `err` in `x, err := f()`. */
  (
    | {
        kind: 'assign'
        target: Expr
        value: Expr
        adds?: true
        type?: string
        asks?: { name: string; test: Expr }
      }
    | { kind: 'do'; value: Expr }
    | { kind: 'if'; test: Expr; yes: Stmt[]; no: Stmt[] }
    /** `bind` takes each item of `over`; both null in a `while`. `test` holds in the body. */
    | { kind: 'loop'; bind: Expr | null; over: Expr | null; test: Expr | null; body: Stmt[] }
    | { kind: 'return'; value: Expr | null }
    | { kind: 'throw'; value: Expr | null }
    | { kind: 'jump' }
    | { kind: 'try'; body: Stmt[]; handlers: Stmt[][]; last: Stmt[] }
    | { kind: 'define'; fn: Func }
  )

export type Param = { name: string; type: string | null; marks: string[]; at: Node }

/** A handler finds what was thrown under this name. */
export const CAUGHT = '(caught)'

/** `marks` are decorators and annotations as they are written, without the sign before them. */
export type Func = {
  name: string
  owner: string | null
  params: Param[]
  body: Stmt[]
  marks: string[]
  /** The name of the object inside: `self`, `this`, a Go receiver. */
  self: string | null
  at: Node
}

/** One file. `imports`: local name to what it stands for, told in full (`r` to `flask.request`). */
export type Unit = {
  imports: Map<string, string>
  functions: Func[]
  body: Stmt[]
  /** Declared types of fields and globals. */
  types: Map<string, string>
  /** A class's bases, as they are written. */
  bases: Map<string, string>
}
