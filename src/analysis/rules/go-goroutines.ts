// Goroutines in Go that wait for ever or change the same things at once.

import type { Node } from '../grammar.ts'
import { copyForEach } from './go-fixes.ts'
import { makeRoom } from './go-fixes-errors.ts'
import { bare, functionAround, goRule, kindOf, loopAround, parts, statementsOf } from './go-tree.ts'
import type { PatternRule } from './rule.ts'

const inLoopOrRepeated = (literal: Node): boolean => {
  const statement = literal.ancestors().find((one) => /^(go_statement|expression_statement)$/.test(kindOf(one)))
  return statement !== undefined && loopAround(statement) !== null
}

export const goGoroutineRules: PatternRule[] = [
  goRule({
    id: 'goroutine-leak',
    kinds: ['send_statement'],
    onlyIn: /make\(chan\b/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'The goroutine waits for ever when nobody receives',
    explanation:
      'The other side may stop waiting (time-out, cancel, first answer wins); then this send never ends and the goroutine stays. Give the channel room: `make(chan T, 1)`.',
    find: abandonedSend,
    fix: makeRoom,
  }),
  goRule({
    id: 'race-in-goroutine',
    kinds: ['assignment_statement', 'inc_statement', 'dec_statement'],
    onlyIn: /\bgo\s+func|\.Go\(func/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-362',
    title: 'Several goroutines change this without a lock',
    explanation:
      'Two of them at the same time lose values, and for a map the program stops. Guard it with a mutex, or send the values through a channel.',
    find: unguardedWrite,
  }),
  goRule({
    id: 'shared-loop-variable',
    kinds: ['func_literal'],
    onlyIn: /\bfor\b/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-362',
    title: 'All goroutines of the loop see one and the same variable',
    explanation:
      'It is declared outside of the loop, so it has the next value, or the last, when they look at it. Declare it inside of the loop, or hand it over as an argument.',
    find: sharedVariable,
    fix: copyForEach,
  }),
]

/** The function literal that `go` or an errgroup starts. */
function started(node: Node): Node | null {
  const literal = node.ancestors().find((one) => kindOf(one) === 'func_literal')
  if (!literal) return null
  const call = literal.parent()
  if (kindOf(call?.parent()) === 'go_statement') return literal
  const run = call?.parent()
  return /^\w*(g|eg|group|wg)\w*\.Go$/i.test(run?.field('function')?.text() ?? '') ? literal : null
}

function abandonedSend(node: Node): Node | null {
  const literal = started(node)
  const name = node.field('channel')?.text() ?? ''
  if (!literal || !/^\w+$/.test(name) || kindOf(node.parent()) === 'communication_case') return null
  const outer = functionAround(literal)
  const code = bare(outer)
  if (!new RegExp(`\\b${name}\\s*:?=\\s*make\\(chan\\s+[^,()]*(\\([^()]*\\))?[^,()]*\\)`).test(code)) return null
  const receive = new RegExp(`<-\\s*${name}\\b`)
  const selects = (outer?.findAll({ rule: { kind: 'select_statement' } }) ?? []).filter(
    (one) => !one.ancestors().some((above) => above.id() === literal.id()) && receive.test(one.text()),
  )
  const givesUp = selects.some(
    (one) =>
      parts(one).some(
        (way) =>
          !receive.test(way.field('communication')?.text() ?? '') &&
          /\b(return|break)\b|<-/.test(way.text()) &&
          /_case$/.test(kindOf(way)),
      ) && !loopAround(one),
  )
  const others = code.replace(bare(literal), '')
  const single =
    loopAround(literal.parent() ?? literal) && new RegExp(`return\\s+<-\\s*${name}\\b`).test(others) && !selects.length
  const outside = selects.reduce((rest, one) => rest.replace(bare(one), ''), others)
  return (givesUp && !receive.test(outside)) || single ? node : null
}

function unguardedWrite(node: Node): Node | null {
  const literal = started(node)
  if (!literal || functionAround(node)?.id() !== literal.id()) return null
  const target = (node.field('left') ?? parts(node)[0])?.text() ?? ''
  const own = `${literal.field('parameters')?.text() ?? ''}`
  const [, name, key] = /^(\w+)(\[.*\])?$/s.exec(target) ?? []
  if (!name || name === '_' || new RegExp(`\\b${name}\\b`).test(own)) return null
  const code = bare(literal)
  if (new RegExp(`\\b${name}\\b[\\w, ]*:=|\\bvar\\s+${name}\\b`).test(code)) return null
  const start = literal.range().start.index
  const before = literal.text().slice(0, node.range().start.index - start)
  if (/\.R?Lock\(\)|atomic\.|<-/.test(before)) return null
  const outer = bare(functionAround(literal))
  const isMap = new RegExp(`\\b${name}\\s*:?=\\s*(make\\()?map\\[|\\b(var\\s+)?${name}\\s+map\\[`).test(outer)
  if (key) return isMap && inLoopOrRepeated(literal) ? node : null
  const counts =
    /^(inc|dec)_statement$/.test(kindOf(node)) ||
    /^[-+]=$/.test(node.field('operator')?.text() ?? '') ||
    new RegExp(`^${name}\\s*=\\s*append\\(\\s*${name}\\b`).test(node.text())
  return counts &&
    new RegExp(`\\b${name}\\b[\\w, ]*:?=|\\bvar\\s+[\\w, ]*\\b${name}\\b|\\b${name}\\s+(\\[\\]|int|float|string)`).test(
      outer,
    ) &&
    inLoopOrRepeated(literal)
    ? node
    : null
}

function sharedVariable(literal: Node): Node | null {
  const statement = literal.parent()?.parent()
  const isGo = kindOf(statement) === 'go_statement'
  if (!isGo && !/\.Go\(/.test(statement?.text().slice(0, 30) ?? '')) return null
  const loop = loopAround(literal)
  if (!loop) return null
  const inside = bare(loop).replace(bare(literal), '')
  const outer = bare(functionAround(loop))
  const params = literal.field('parameters')?.text() ?? ''
  const waits = /\.Wait\(\)|<-/.test(inside)
  for (const one of statementsOf(loop.field('body'))) {
    if (kindOf(one) !== 'assignment_statement' || one.field('operator')?.text() !== '=') continue
    for (const left of parts(one.field('left'))) {
      const name = left.text()
      if (!/^[a-z]\w*$/.test(name) || new RegExp(`\\b${name}\\b`).test(params)) continue
      const used =
        new RegExp(`(^|[^\\w.])${name}\\b`).test(bare(literal)) &&
        !new RegExp(`\\b${name}\\b[\\w, ]*:=`).test(bare(literal))
      const declared = new RegExp(`\\bvar\\s+(\\([^)]*)?${name}\\s|(^|[^\\w.])${name}\\b[\\w, ]*:=`).test(
        outer.replace(bare(loop), ''),
      )
      const redeclared = new RegExp(`\\b${name}\\s*:=`).test(inside)
      if (used && declared && !redeclared && !waits) return literal
    }
  }
  return null
}
