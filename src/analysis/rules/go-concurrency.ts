// Locks, channels and contexts in Go.

import type { Node } from '../grammar.ts'
import { deferCancel, makeRoom, takePointer, unlockFirst } from './go-fixes-errors.ts'
import { locksHeldAt } from './go-locks.ts'
import {
  bare,
  changes,
  declarationAround,
  escaped,
  following,
  functionAround,
  goRule,
  kindOf,
  root,
} from './go-tree.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

export const goConcurrencyRules: PatternRule[] = [
  goRule({
    id: 'lock-not-released',
    kinds: ['return_statement'],
    onlyIn: /\.R?Lock\(\)/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-667',
    title: 'The function returns with the lock still held',
    explanation:
      'Everybody who asks for the lock after that waits for ever. Write `defer mu.Unlock()` right after `mu.Lock()`, or unlock before this return.',
    // Whoever gets the function that unlocks is to call it.
    find: (node) => (/unlock|release/i.test(node.text()) || !locksHeldAt(node) ? null : node),
    fix: unlockFirst,
  }),
  goRule({
    id: 'lock-copied',
    kinds: ['parameter_declaration'],
    onlyIn: /sync\.(Mutex|RWMutex|WaitGroup|Once|Cond|Pool|Map)/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-667',
    title: 'The lock is copied, so it guards nothing',
    explanation:
      'The function gets a copy of the value with a lock of its own: two callers do not wait for each other. Take a pointer.',
    find: (node) => {
      const type = node.field('type')?.text() ?? ''
      if (kindOf(functionAround(node)) === '' && kindOf(node.parent()?.parent()) === 'function_type') return null
      if (/^sync\.(Mutex|RWMutex|WaitGroup|Once|Cond|Pool|Map)$/.test(type)) return node
      if (!/^\w+$/.test(type)) return null
      const body = new RegExp(`\\btype\\s+${type}\\s+struct\\s*\\{([^}]*)\\}`).exec(root(node).text())?.[1] ?? ''
      return /(^|\n)\s*([\w, ]+\s+)?sync\.(Mutex|RWMutex|WaitGroup|Once|Cond|Pool|Map)\s*(\n|$|\/\/)/.test(body)
        ? node
        : null
    },
    fix: takePointer,
  }),
  goRule({
    id: 'use-after-close',
    kinds: ['expression_statement'],
    onlyIn: /close\(|\.Close\(\)/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-672',
    title: 'It is used after it was closed',
    explanation:
      'Sending on a closed channel stops the program; a closed file or connection only gives errors. Close it last.',
    find: (node) => {
      const channel = /^close\(([\w.]+)\)$/.exec(node.text())?.[1]
      const file = /^([\w.]+)\.Close\(\)$/.exec(node.text())?.[1]
      const name = channel ?? file
      if (!name) return null
      const use = channel
        ? new RegExp(`(^|[^\\w.])${escaped(name)}\\s*<-|\\bclose\\(${escaped(name)}\\)`)
        : new RegExp(
            `(^|[^\\w.])${escaped(name)}\\.(Read\\w*|Write\\w*|Scan|Next|Query\\w*|Exec\\w*|Seek|Sync|Flush|Send|Recv)\\(`,
          )
      for (const next of following(node)) {
        if (changes(bare(next), name)) return null
        if (kindOf(next) !== 'defer_statement' && use.test(bare(next))) return innermost(next, use)
      }
      return null
    },
  }),
  goRule({
    id: 'context-leak',
    kinds: ['short_var_declaration', 'assignment_statement'],
    onlyIn: /context\.With(Cancel|Timeout|Deadline)/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'The context’s cancel function is thrown away',
    explanation:
      'Its timer and everything that waits on it stay until the parent ends. Keep the function and write `defer cancel()`.',
    find: (node) =>
      /^\w+,\s*_$/.test(node.field('left')?.text() ?? '') &&
      /^context\.With(Cancel|Timeout|Deadline)\(/.test(node.field('right')?.text() ?? '')
        ? node
        : null,
    fix: deferCancel,
  }),
  goRule({
    id: 'signal-channel-unbuffered',
    kinds: ['call_expression'],
    onlyIn: /signal\.Notify/,
    severity: 'low',
    category: 'bug',
    cwe: 'CWE-362',
    title: 'A signal may be missed',
    explanation:
      'signal.Notify does not wait for the receiver: without room in the channel a signal that comes early is lost. Use make(chan os.Signal, 1).',
    find: (call) => {
      const name = argumentsOf(call)[0]?.text() ?? ''
      return /^signal\.Notify\(/.test(call.text()) &&
        /^\w+$/.test(name) &&
        new RegExp(`\\b${name}\\s*:?=\\s*make\\(chan os\\.Signal\\)`).test(declarationAround(call)?.text() ?? '')
        ? call
        : null
    },
    fix: makeRoom,
  }),
]

/** The smallest statement in which it is used. */
function innermost(statement: Node, use: RegExp): Node {
  const kinds = ['send_statement', 'expression_statement', 'assignment_statement', 'short_var_declaration']
  const inner = statement.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } }).find((one) => use.test(bare(one)))
  return inner ?? statement
}
