// The form that functions of five languages are read into, so that what is known of their values can be followed path by path.
import type { Node } from '../grammar.ts'

export type Constant = null | undefined | boolean | number | string
export type Operator = '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=' | 'in' | 'not in'

/** `safe`: gives nothing instead of failing where its object is missing, as `a?.b`. */
export type Expr = { at: Node } & (
  | { kind: 'const'; value: Constant }
  | { kind: 'name'; name: string }
  | { kind: 'member'; object: Expr; name: string; safe?: boolean }
  | { kind: 'index'; object: Expr; key: Expr; safe?: boolean }
  /** `made`: by a constructor. `named`: the names of arguments that have one, by their place. */
  | { kind: 'call'; callee: Expr; args: Expr[]; named?: Map<number, string>; made?: boolean; safe?: boolean }
  | { kind: 'await'; value: Expr }
  /** TypeScript's `x!`: the author says that it is there. */
  | { kind: 'sworn'; value: Expr }
  | { kind: 'not'; value: Expr }
  | { kind: 'logic'; op: 'and' | 'or' | 'nullish'; left: Expr; right: Expr }
  | { kind: 'compare'; op: Operator; left: Expr; right: Expr }
  /** Asked for its type: `isinstance`, `instanceof`, `typeof x === 'y'`. */
  | { kind: 'is'; value: Expr; type: string; kinds?: Expr }
  | { kind: 'choice'; test: Expr; yes: Expr; no: Expr }
  /** `exact`: nothing is spread into it, so it is as long as it is written. `fixed`: a tuple. */
  | { kind: 'list'; items: Expr[]; exact: boolean; fixed?: boolean }
  | { kind: 'map'; values: Expr[] }
  /** Text with values set into it. */
  | { kind: 'text'; parts: Expr[] }
  | { kind: 'math'; op: string; left: Expr; right: Expr }
  | { kind: 'set'; target: Expr; value: Expr }
  | { kind: 'function'; fn: Func }
  /** Whatever else: its parts are looked at, of the whole nothing is known. */
  | { kind: 'other'; parts: Expr[] }
)

export type Stmt = { at: Node } /** `value` null: declared without one. `op`: `+=` and its kind. */ & (
  | { kind: 'assign'; targets: Expr[]; value: Expr | null; op?: string; type?: string; declares?: boolean }
  | { kind: 'do'; value: Expr }
  /** `sworn`: an assertion, which is meant to hold always. */
  | { kind: 'if'; test: Expr; yes: Stmt[]; no: Stmt[]; sworn?: boolean }
  | Loop
  | { kind: 'return'; value: Expr | null }
  | { kind: 'throw'; value: Expr | null }
  | { kind: 'break' | 'continue'; label: string | null }
  | Try
  /** Resources that are closed when its body is left. `hushes`: exceptions may end here. */
  | { kind: 'with'; items: Stmt[]; body: Stmt[]; hushes: boolean }
  | { kind: 'switch'; subject: Expr | null; cases: Case[] }
  | { kind: 'define'; fn: Func }
  /** Runs when the function ends. */
  | { kind: 'defer'; value: Expr }
  | { kind: 'block'; body: Stmt[]; label: string | null }
)

/** `once`: the body runs before the test is asked. `bind` takes each item of `over`. */
export type Loop = {
  kind: 'loop'
  at: Node
  test: Expr | null
  once?: boolean
  bind: Expr[]
  over: Expr | null
  body: Stmt[]
  update: Stmt[]
  last: Stmt[]
  label: string | null
  /** Of what it binds, where the code says so. */
  type?: string
}

export type Try = { kind: 'try'; at: Node; body: Stmt[]; handlers: Handler[]; orElse: Stmt[]; last: Stmt[] }
export type Handler = { at: Node; names: string[]; types: string[]; body: Stmt[] }
/** `tests` empty: the default. `falls`: goes on into the next one unless it jumps. */
export type Case = { at: Node; tests: Expr[]; body: Stmt[]; falls: boolean }

export type Param = { name: string; at: Node; type: string | null; value: Expr | null }

export type Func = {
  name: string
  owner: string | null
  at: Node
  params: Param[]
  /** Declared result, as it is written. */
  result: string | null
  isAsync: boolean
  /** Gives its values one after the other. */
  yields: boolean
  body: Stmt[]
  /** Names that are its own. */
  locals: Set<string>
  /** Names from around it that it gives new values. */
  changes: Set<string>
  /** Names whose address is handed out. */
  shared: Set<string>
  /** Functions that stand inside of it. */
  inner: Func[]
  marks: string[]
}

/** `functions`: all of them, those inside of others too. `top`: what the file does itself. */
/** `types`: of its fields, as they are declared. */
export type File = { functions: Func[]; top: Func; types: ReadonlyMap<string, string> }
