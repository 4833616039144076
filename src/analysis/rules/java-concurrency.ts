// Java: things that several threads do at the same time, and things that wait where they must not.

import type { Node } from '../grammar.ts'
import { askAgain, waitForIt } from './java-fixes.ts'
import { countDownAtEnd, shareSafely } from './java-fixes-flow.ts'
import {
  annotationsOf,
  around,
  callsIn,
  fileText,
  java,
  kindOf,
  methodAround,
  named,
  textOf,
  typeOf,
  valueOfName,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

const starts = /^(execute|submit|runAsync|supplyAsync|schedule\w*|invokeAll|startVirtualThread|fork)$/

export const javaConcurrencyRules: PatternRule[] = [
  {
    ...bug,
    id: 'shared-collection',
    fix: shareSafely,
    kinds: ['method_invocation', 'object_creation_expression'],
    onlyIn:
      /\b(execute|submit|runAsync|supplyAsync|schedule\w*|parallelStream|parallel|startVirtualThread)\(|new Thread\(/,
    severity: 'high',
    cwe: 'CWE-362',
    title: 'Several threads change this collection at the same time',
    explanation:
      'HashMap and ArrayList are not made for that: entries get lost, or a thread hangs. Use a ConcurrentHashMap, or collect what the tasks return.',
    find: sharedChange,
  },
  {
    ...bug,
    id: 'count-down-missed',
    fix: countDownAtEnd,
    kinds: ['lambda_expression'],
    onlyIn: /countDown\(\)/,
    severity: 'medium',
    cwe: 'CWE-662',
    title: 'When the task fails the latch is never counted down',
    explanation: 'Whoever awaits it then waits for ever. Put countDown into a finally.',
    find: (node) => {
      const body = node.field('body')
      const statements = named(body ?? null)
      const last = statements.at(-1)
      const isLast = last && /^\w+(\.\w+)?\.countDown\(\);$/.test(last.text())
      const isTask =
        kindOf(node.parent()) === 'argument_list' &&
        (starts.test(calleeName(node.parent()?.parent() ?? node)) ||
          /Thread$/.test(textOf(node.parent()?.parent(), 'type')))
      return isTask && isLast && statements.length > 1 && kindOf(statements[0]) !== 'try_statement' ? last : null
    },
  },
  {
    ...bug,
    id: 'future-ignored',
    fix: waitForIt,
    kinds: ['expression_statement'],
    onlyIn: /CompletableFuture|CompletionStage|Mono<|Flux<|Future</,
    severity: 'high',
    cwe: 'CWE-252',
    title: 'Nobody waits for the result, and its failure is lost',
    explanation: 'The next line runs before the work is done. Chain it with thenRun, return it, or wait with join.',
    find: (node) => {
      const [call] = named(node)
      if (!call || kindOf(call) !== 'method_invocation') return null
      const type = typeOf(call)
      const [, name] = /^(CompletableFuture|CompletionStage|Mono|Flux)</.exec(type) ?? []
      if (!name) return null
      const method = methodAround(node)
      // A publisher that nobody subscribes to does nothing; a future that is last runs in the background, which may be meant.
      const behind = named(node.parent()).filter((one) => one.range().start.index > node.range().start.index)
      return /^(Mono|Flux)$/.test(name) || (behind.length > 0 && method) ? node : null
    },
  },
  {
    languages: java,
    category: 'performance',
    id: 'blocking-in-async',
    kinds: ['method_invocation'],
    onlyIn: /\b(Mono|Flux)</,
    severity: 'medium',
    cwe: 'CWE-1322',
    title: 'A thread that serves everybody waits here',
    explanation:
      'A few threads serve all requests; while one waits, the others stand in line. Chain with map or flatMap instead.',
    find: (call) => {
      const method = around(call, 'method_declaration', 'class_body')
      if (
        !method ||
        kindOf(method) !== 'method_declaration' ||
        !/^([\w.]+\.)?(Mono|Flux)</.test(textOf(method, 'type'))
      )
        return null
      const isBlock =
        /^(block|blockFirst|blockLast|toIterable)$/.test(calleeName(call)) && argumentsOf(call).length <= 1
      const isSleep = /^Thread\.sleep\(/.test(call.text())
      // Work that is handed to threads meant for it may wait.
      return (isBlock || isSleep) && !/boundedElastic|fromCallable|subscribeOn/.test(method.text()) ? call : null
    },
  },
  {
    ...bug,
    id: 'sleep-with-lock',
    kinds: ['method_invocation'],
    onlyIn: /synchronized/,
    severity: 'low',
    cwe: 'CWE-833',
    title: 'The thread sleeps and keeps the lock',
    explanation:
      'Everybody else who needs the lock waits as long. Sleep outside of it, or use wait, which gives it back.',
    find: (call) => {
      if (!/^Thread\.sleep\(/.test(call.text())) return null
      const lock = around(call, 'synchronized_statement', 'lambda_expression', 'method_declaration', 'class_body')
      return kindOf(lock) === 'synchronized_statement' ? call : null
    },
  },
  {
    ...bug,
    id: 'lock-on-shared-text',
    kinds: ['synchronized_statement'],
    severity: 'medium',
    cwe: 'CWE-412',
    title: 'Other code may lock the same object',
    explanation:
      'Fixed texts and small number objects are shared by the whole program, so strangers wait for each other. Lock a private final Object.',
    find: (node) => {
      const asked = named(node).find((one) => kindOf(one) === 'parenthesized_expression')
      const inner = named(asked ?? null)[0]
      if (!asked || !inner) return null
      if (kindOf(inner) === 'string_literal' || /\.intern\(\)$/.test(inner.text())) return asked
      const value = kindOf(inner) === 'identifier' ? valueOfName(inner, inner.text()) : null
      return value &&
        (kindOf(value) === 'string_literal' || /^(Integer|Long|Boolean)\.valueOf\(/.test(value.text())) &&
        /^(String|Integer|Long|Boolean)$/.test(typeOf(inner))
        ? asked
        : null
    },
  },
  {
    ...bug,
    id: 'wait-without-loop',
    fix: askAgain,
    kinds: ['method_invocation'],
    onlyIn: /\bwait\(/,
    severity: 'medium',
    cwe: 'CWE-662',
    title: '`wait` may come back without a reason',
    explanation:
      'A thread can wake up on its own, or another was quicker. Ask for the condition in a while loop around the wait, not in an if.',
    find: (call) => {
      const isWait =
        calleeName(call) === 'wait' &&
        argumentsOf(call).length === 0 &&
        /^(|this|\w*[lL]ock|mutex|monitor)$/.test(textOf(call, 'object'))
      const nearest = around(
        call,
        'if_statement',
        'while_statement',
        'do_statement',
        'for_statement',
        'method_declaration',
        'lambda_expression',
      )
      const loop = around(call, 'while_statement', 'do_statement', 'for_statement', 'method_declaration')
      return isWait && kindOf(nearest) === 'if_statement' && kindOf(loop) === 'method_declaration' ? call : null
    },
  },
  {
    ...bug,
    id: 'date-format-shared',
    kinds: ['field_declaration'],
    onlyIn: /SimpleDateFormat/,
    severity: 'medium',
    cwe: 'CWE-362',
    title: 'Threads that share this format mix up their dates',
    explanation: 'SimpleDateFormat keeps the date it works on inside. Use DateTimeFormatter, which keeps nothing.',
    find: (node) =>
      /\bstatic\b/.test(node.text().split('=')[0] ?? '') &&
      /new\s+SimpleDateFormat\(/.test(node.text()) &&
      !/ThreadLocal/.test(node.text()) &&
      !annotationsOf(node).some((one) => /GuardedBy/.test(one)) &&
      !/synchronized/.test(fileText(node))
        ? node
        : null,
  },
]

/** `titles.put(...)` in a task, on a plain collection of the method around it. */
function sharedChange(node: Node): Node | null {
  const isThread = kindOf(node) === 'object_creation_expression' && /^(java\.lang\.)?Thread$/.test(textOf(node, 'type'))
  const isParallel = calleeName(node) === 'forEach' && /\.parallel(Stream)?\(\)/.test(textOf(node, 'object'))
  if (!isThread && !isParallel && !(kindOf(node) === 'method_invocation' && starts.test(calleeName(node)))) return null
  const task = argumentsOf(node).find((one) => kindOf(one) === 'lambda_expression')
  // One task alone changes nothing at the same time as another.
  const repeated =
    isParallel ||
    around(
      node,
      'for_statement',
      'enhanced_for_statement',
      'while_statement',
      'lambda_expression',
      'method_declaration',
    )
  if (!task || !repeated || (repeated !== true && kindOf(repeated) === 'method_declaration')) return null
  for (const call of callsIn(task, /^(put|add|remove|putIfAbsent|computeIfAbsent|merge|compute|addAll|putAll)$/)) {
    const object = call.field('object')
    if (!object || kindOf(object) !== 'identifier' || around(call, 'synchronized_statement')) continue
    const value = valueOfName(object, object.text())
    const isInside = value !== null && value.range().start.index > task.range().start.index
    const plain =
      /^new\s+(java\.util\.)?(HashMap|LinkedHashMap|TreeMap|ArrayList|LinkedList|HashSet|LinkedHashSet|TreeSet|ArrayDeque|EnumMap)\b/
    if (value && !isInside && plain.test(value.text()) && !/\.lock\(\)/.test(task.text())) return call
  }
  return null
}
