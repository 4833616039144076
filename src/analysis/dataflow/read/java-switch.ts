// `switch` of Java: cases as a chain of questions, old ones with what they fall through to.
import type { Node } from '../../grammar.ts'
import type { Expr, Func, Stmt } from '../ir.ts'
import { named, other } from './children.ts'
import { expression } from './java-expressions.ts'
import type { JavaFile } from './java-file.ts'
import { statement } from './java-statements.ts'

type Case = { test: Expr | null; body: Stmt[] }

export function switchStatement(file: JavaFile, node: Node): Stmt[] {
  const subject = expression(file, node.field('condition'))
  return chain(node, casesOf(file, node, subject, false))
}

/** As a value: of plain results a choice, of blocks what they yield. */
export function switchValue(file: JavaFile, node: Node): Expr {
  const subject = expression(file, node.field('condition'))
  const rules = named(node.field('body'))
  const results = rules.map((rule) => named(rule).find((child) => child.kind() === 'expression_statement'))
  if (rules.length > 0 && results.every((result) => result !== undefined)) {
    const tests = rules.map((rule) => testOf(file, rule, subject))
    const values = results.map((result) => expression(file, named(result)[0]))
    const last = tests.indexOf(null)
    const fallback = last < 0 ? other(node) : (values[last] as Expr)
    return values.reduceRight<Expr>((no, yes, index) => {
      const test = tests[index]
      return test ? { kind: 'choice', test, options: [yes, no], at: yes.at } : no
    }, fallback)
  }
  const body = chain(node, casesOf(file, node, subject, true))
  const fn: Func = { name: '', owner: file.owner, params: [], marks: [], self: 'this', body, at: node }
  return { kind: 'call', callee: { kind: 'function', fn, at: node }, args: [], at: node }
}

function chain(node: Node, cases: Case[]): Stmt[] {
  const last = cases.find(({ test }) => test === null)
  return cases.reduceRight<Stmt[]>(
    (no, { test, body }) => (test ? [{ kind: 'if', test, yes: body, no, at: node }] : no),
    last?.body ?? [],
  )
}

function casesOf(file: JavaFile, node: Node, subject: Expr, asValue: boolean): Case[] {
  const groups = named(node.field('body'))
  const cases: Case[] = []
  let next: Stmt[] = []
  // From the last one on, so that each knows what it falls through to.
  for (const group of [...groups].reverse()) {
    const parts = named(group).filter((child) => child.kind() !== 'switch_label')
    const isRule = group.kind() === 'switch_rule'
    const own = parts.flatMap((child) => (isRule && asValue ? given(file, child) : statement(file, child)))
    const falls = !isRule && !parts.some((child) => stops.test(String(child.kind())))
    const body = falls && next.length < MOST ? [...own, ...next] : own
    cases.unshift({ test: testOf(file, group, subject), body })
    next = body
  }
  return cases
}

const MOST = 200
const stops = /^(break|return|throw|continue|yield)_statement$/

function given(file: JavaFile, node: Node): Stmt[] {
  if (node.kind() !== 'expression_statement') return statement(file, node)
  return [{ kind: 'return', value: expression(file, named(node)[0]), at: node }]
}

/** Null for `default`. */
function testOf(file: JavaFile, group: Node, subject: Expr): Expr | null {
  const labels = named(group).filter((child) => child.kind() === 'switch_label')
  const asked = labels.flatMap((label) => named(label))
  if (labels.some((label) => label.text().startsWith('default')) || asked.length === 0) return null
  const values = asked.map((one): Expr => {
    const isConstant = one.kind() === 'identifier' && /^[A-Z]/.test(one.text())
    // Names of an enum are fixed, wherever they are declared.
    if (isConstant && !file.unit.types.has(one.text())) return { kind: 'text', value: one.text(), at: one }
    return /pattern|guard/.test(String(one.kind())) ? other(one) : expression(file, one)
  })
  const [only] = values
  if (values.length === 1 && only) return { kind: 'compare', op: '==', left: subject, right: only, at: group }
  return { kind: 'compare', op: 'in', left: subject, right: { kind: 'list', items: values, at: group }, at: group }
}
