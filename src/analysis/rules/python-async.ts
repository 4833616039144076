// Python: coroutines and threads: what is not awaited, blocks the loop, or changes what others read.
import type { Node } from '../grammar.ts'
import { functionsNamed } from './python-file.ts'
import { awaitInstead, awaitIt, holdLock, useThread } from './python-fixes.ts'
import { assignedTo, callee, classOf, fileText, functionOf, isInside, kindOf, ownNodes, parts } from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonAsyncRules: PatternRule[] = [
  {
    id: 'not-awaited',
    languages,
    kinds: ['expression_statement'],
    onlyIn: /\basync\b/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-252',
    title: 'The coroutine is made but never runs',
    explanation:
      'Calling an async function only prepares it. Write `await` before the call, or hand it to `asyncio.create_task` and keep the task.',
    find: notAwaited,
    fix: awaitIt,
  },
  {
    id: 'lost-task',
    languages,
    kinds: ['expression_statement'],
    onlyIn: /create_task|ensure_future/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'Nobody holds on to this task',
    explanation:
      'The event loop keeps a weak reference only: the task can vanish before it ends, and its errors are lost. Keep it in a set.',
    find: (statement) => {
      const call = parts(statement)[0]
      const chained = /^(?:[\w.]+\.)?(create_task|ensure_future)\($/.exec(/^[\w.]*\(/.exec(statement.text())?.[0] ?? '')
      const isGroup = /^(\w*group\w*|tg|nursery)\./i.test(statement.text())
      return chained && !isGroup && /\)\.add_done_callback$/.test(callee(call)) ? (call ?? null) : null
    },
  },
  {
    id: 'loop-in-loop',
    languages,
    kinds: ['call'],
    onlyIn: /asyncio/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-662',
    title: 'An event loop is started inside a running one',
    explanation: 'It raises a RuntimeError: a thread can run one loop at a time. Write `await` instead.',
    find: (call) =>
      /^asyncio\.run$|(^|\.)loop\.run_until_complete$/.test(callee(call)) && isAsync(functionOf(call)) ? call : null,
    fix: awaitInstead,
  },
  {
    id: 'lock-held-while-waiting',
    languages,
    kinds: ['with_statement'],
    onlyIn: /threading/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-833',
    title: 'A thread’s lock is held while the task waits',
    explanation:
      'Another task of the same thread that wants the lock blocks the whole event loop, so the first never goes on. Use `asyncio.Lock` with `async with`.',
    find: (statement) => {
      const item = parts(parts(statement)[0])[0]?.text() ?? ''
      if (/^async\b/.test(statement.text()) || !isAsync(functionOf(statement))) return null
      const name = /^(?:self\.)?(\w+)$/.exec(item)?.[1]
      const isThreads =
        name &&
        new RegExp(`\\b${name}\\s*(:[^=\\n]+)?=\\s*threading\\.(R?Lock|Condition|Semaphore)\\(`).test(
          fileText(statement),
        )
      return isThreads &&
        ownNodes(statement, 'await').length + statement.findAll({ rule: { kind: 'await' } }).length > 0
        ? statement
        : null
    },
  },
  {
    id: 'blocking-in-async',
    languages,
    kinds: ['call'],
    onlyIn: /\basync\s+def\b/,
    severity: 'medium',
    category: 'performance',
    cwe: 'CWE-1322',
    title: 'This call stops every other task while it waits',
    explanation: 'It blocks the whole event loop. Use the async form, or run it in a thread with `asyncio.to_thread`.',
    find: (call) => (blocking.test(callee(call)) && isAsync(functionOf(call)) ? call : null),
    fix: useThread,
  },
  {
    id: 'unguarded-write',
    languages,
    kinds: ['class_definition'],
    onlyIn: /threading|Lock\(/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-362',
    title: 'The lock is not held while this changes',
    explanation:
      'Other methods of the class take the lock for the same value. Two threads that read, add and write at once lose one of the changes.',
    find: unguarded,
    fix: holdLock,
  },
]

const blocking =
  /^(time\.sleep|requests\.(get|post|put|patch|delete|head|options|request)|httpx\.(get|post|put|patch|delete|head|options|request|stream)|urllib\.request\.(urlopen|urlretrieve)|urlopen|subprocess\.(run|call|check_call|check_output|getoutput|getstatusoutput)|os\.(system|popen|wait|waitpid)|socket\.(create_connection|gethostbyname|getaddrinfo)|input)$/

const isAsync = (fn: Node) => kindOf(fn) === 'function_definition' && /^async\b/.test(fn.text())

/** A function of this file that is async wherever it is defined, or one of asyncio's. */
function notAwaited(statement: Node): Node | null {
  const call = parts(statement)[0]
  const name = callee(call)
  if (!call || kindOf(call) !== 'call') return null
  if (/^asyncio\.(sleep|wait|wait_for|open_connection|start_server|to_thread)$/.test(name)) return call
  if (name === 'asyncio.gather' && isAsync(functionOf(statement))) return call
  const own = /^(self\.)?(\w+)$/.exec(name)
  if (!own?.[2]) return null
  const known = functionsNamed(statement, own[2])
  const owner = classOf(statement)
  const fitting = own[1]
    ? known.filter((fn) => classOf(fn)?.id() === owner?.id())
    : known.filter((fn) => classOf(fn) === null)
  return fitting.length > 0 &&
    fitting.length === known.length &&
    fitting.every((fn) => isAsync(fn) && ownNodes(fn, 'yield').length === 0)
    ? call
    : null
}

const setting =
  /^(__init__|__new__|__post_init__|__setstate__|__enter__|__exit__|__del__|setUp|tearDown|start|reset|close|_\w*locked\w*|\w*_locked|\w*_nolock|\w*_unlocked)$/

/** A count or table that one method reads or writes under the class's lock, and another changes without it. */
function unguarded(owner: Node): Node | null {
  const text = owner.text()
  const lock = /\bself\.(\w+)\s*(?::[^=\n]+)?=\s*(?:threading\.)?R?Lock\(\)/.exec(text)?.[1]
  if (!lock) return null
  const held = owner
    .findAll({ rule: { kind: 'with_statement' } })
    .filter((one) => new RegExp(`^with\\s+self\\.${lock}\\b`).test(one.text()))
  if (held.length === 0 || new RegExp(`self\\.${lock}\\.acquire\\(`).test(text)) return null
  const guarded = new Set(
    held.flatMap((one) => [...one.text().matchAll(/\bself\.(_?\w+)\b(?!\()/g)].map((match) => match[1] ?? '')),
  )
  const calledInside = new Set(
    held.flatMap((one) => [...one.text().matchAll(/\bself\.(\w+)\(/g)].map((match) => match[1] ?? '')),
  )
  guarded.delete(lock)
  const writes = owner.findAll({ rule: { any: [{ kind: 'augmented_assignment' }, { kind: 'assignment' }] } })
  return (
    writes.find((one) => {
      const method = functionOf(one)
      const name = method.field('name')?.text() ?? ''
      if (
        classOf(one)?.id() !== owner.id() ||
        setting.test(name) ||
        calledInside.has(name) ||
        held.some((around) => isInside(one, around))
      )
        return false
      const field = /^self\.(\w+)/.exec(one.field('left')?.text() ?? '')?.[1]
      // A plain assignment is one step; adding to what is there is two.
      const isChange =
        kindOf(one) === 'augmented_assignment' ||
        new RegExp(`^self\\.${field}\\[`).test(one.field('left')?.text() ?? '')
      const isCounted =
        isChange &&
        (kindOf(one) === 'augmented_assignment' ||
          new RegExp(`\\bself\\.${field}\\b`).test(one.field('right')?.text() ?? ''))
      return field !== undefined && guarded.has(field) && isCounted && assignedTo(method, lock).length === 0
    }) ?? null
  )
}
