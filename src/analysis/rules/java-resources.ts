// Java: files, connections, locks and threads that are not given back.

import type { Node } from '../grammar.ts'
import { unlockAtEnd } from './java-fixes-flow.ts'
import { around, callsIn, functionKinds, java, kindOf, named, textOf, typeOf, within } from './java-tree.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

const opening =
  /^(new\s+([\w.]+\.)?(File(Input|Output)Stream|File(Reader|Writer)|RandomAccessFile|PrintWriter|ZipFile|JarFile|Socket|ServerSocket|Buffered(Reader|Writer|InputStream|OutputStream)|(Object|Data|GZIP|Zip)(Input|Output)Stream|InputStreamReader|OutputStreamWriter)\s*\(|([\w.]+\.)?Files\.(newBufferedReader|newBufferedWriter|newInputStream|newOutputStream|newByteChannel|lines|list|walk|find|newDirectoryStream)\s*\(|([\w.]+\.)?DriverManager\.getConnection\(|\w*[dD]ata[sS]ource\.getConnection\(|\w*(conn|connection)\w*\.(prepareStatement|createStatement|prepareCall)\()/i

export const javaResourceRules: PatternRule[] = [
  {
    ...bug,
    id: 'not-closed',
    kinds: ['local_variable_declaration'],
    severity: 'medium',
    cwe: 'CWE-772',
    title: 'What is opened here is not closed on every way out',
    explanation:
      'An exception in between, or no close at all, leaves it open until the program has no more left. Open it in try (...), which closes it in any case.',
    find: leaks,
  },
  {
    ...bug,
    id: 'lock-not-released',
    fix: unlockAtEnd,
    kinds: ['expression_statement'],
    onlyIn: /\.(lock|acquire)\(\)/,
    severity: 'high',
    cwe: 'CWE-667',
    title: 'The lock is kept when something goes wrong',
    explanation: 'Whoever waits for it then waits for ever. Put the unlock into a finally right after the lock.',
    find: (node) => {
      const lock = /^([\w.]+(?:\(\))?)\.(lock|lockInterruptibly)\(\);$/.exec(node.text())?.[1]
      const method = around(node, ...functionKinds, 'lambda_expression')
      if (!lock || !method || !isLock(lock, node)) return null
      const unlocks = callsIn(method, /^unlock$/).filter(
        (call) => textOf(call, 'object') === lock && call.range().start.index > node.range().start.index,
      )
      if (
        unlocks.length === 0 ||
        unlocks.some(
          (call) =>
            around(call, 'finally_clause', ...functionKinds) &&
            kindOf(around(call, 'finally_clause', ...functionKinds)) === 'finally_clause',
        )
      )
        return null
      // In between something must be able to fail or to leave.
      const between = method
        .text()
        .slice(
          node.range().end.index - method.range().start.index,
          (unlocks.at(-1)?.range().start.index ?? 0) - method.range().start.index,
        )
      const calls = between.match(/\w\s*\(/g)?.length ?? 0
      return /\b(throw|return)\b/.test(between) || (unlocks.length === 1 && calls > 3) ? node : null
    },
  },
  {
    ...bug,
    id: 'pool-not-shut-down',
    kinds: ['local_variable_declaration'],
    onlyIn: /Executors\.new|new (ThreadPoolExecutor|ScheduledThreadPoolExecutor|ForkJoinPool|Timer)\(/,
    severity: 'medium',
    cwe: 'CWE-772',
    title: 'The threads of this pool live on',
    explanation:
      'Every call makes new ones, and the program cannot end. Shut the pool down in a finally, or make one for the whole program.',
    find: (node) => {
      const declarator = named(node).find((one) => kindOf(one) === 'variable_declarator')
      const value = textOf(declarator, 'value')
      const name = textOf(declarator, 'name')
      const method = around(node, ...functionKinds, 'lambda_expression')
      if (
        !method ||
        /newVirtualThread|daemon/i.test(method.text()) ||
        !/^(Executors\.new\w+\(|new (ThreadPoolExecutor|ScheduledThreadPoolExecutor|ForkJoinPool)\()/.test(value)
      )
        return null
      const body = method.text()
      if (
        new RegExp(`\\b${name}\\.(shutdown|shutdownNow|close|cancel|getExecutorService)\\(`).test(body) ||
        escapesFrom(method, name)
      )
        return null
      return node
    },
  },
]

/** Handed out, kept in a field, or given to somebody else who may close it. */
function escapesFrom(method: Node, name: string): boolean {
  const body = method.text()
  const word = `\\b${name}\\b`
  if (
    new RegExp(
      `return\\s+${word}\\s*;|=\\s*${word}\\s*[;,]|[(,]\\s*${word}\\s*[,)]|yield\\s+${word}|\\?\\s*${word}\\s*:|:\\s*${word}\\s*;|->\\s*${word}\\s*[;,)]|${word}::`,
    ).test(body)
  )
    return true
  return within(method, 'object_creation_expression').some((one) => new RegExp(word).test(textOf(one, 'arguments')))
}

function leaks(node: Node): Node | null {
  const declarator = named(node).find((one) => kindOf(one) === 'variable_declarator')
  const value = declarator?.field('value')
  const method = around(node, ...functionKinds, 'lambda_expression')
  if (!declarator || !value || !method || !opening.test(value.text())) return null
  const inner = within(value, 'object_creation_expression', 'method_invocation')
  // Over something in memory, or over what somebody else has opened and closes.
  if (/System\.(in|out|err)|ByteArray(In|Out)put|String(Reader|Writer)/.test(value.text())) return null
  if (kindOf(value) === 'object_creation_expression' && !inner.some((one) => opensItself(one))) return null
  const name = textOf(declarator, 'name')
  const body = method.text()
  const closes = new RegExp(
    `\\b${name}\\.close\\(|\\bclose\\w*\\([^)]*\\b${name}\\b|try\\s*\\([^{]*\\b${name}\\b|@Cleanup`,
  )
  return closes.test(body) ||
    escapesFrom(method, name) ||
    new RegExp(`return\\s+[^;]*\\b${name}\\b`).test(
      body
        .replace(/\.(readLine|read|readAllBytes|count|collect|executeUpdate|readUTF)\(/g, ' done(')
        .replace(new RegExp(`return\\s+${name}\\s+done\\(`), ''),
    )
    ? null
    : node
}

/** A constructor that opens a file or a connection, not one that wraps. */
const opensItself = (node: Node): boolean =>
  kindOf(node) === 'method_invocation'
    ? opening.test(node.text())
    : /^([\w.]+\.)?(File(Input|Output)Stream|File(Reader|Writer)|RandomAccessFile|ZipFile|JarFile|Socket|ServerSocket)$/.test(
        textOf(node, 'type'),
      ) &&
      argumentsOf(node).length > 0 &&
      !isWrapping(node)

/** PrintWriter(response), Socket() without address and their like. */
const isWrapping = (node: Node): boolean =>
  /getOutputStream|getInputStream|getFD\(\)|descriptor|\bfd\b/i.test(textOf(node, 'arguments'))

const isLock = (name: string, from: Node): boolean => {
  const last = name.replace(/^this\./, '').replace(/\(\)$/, '')
  return (
    /lock|mutex/i.test(last.slice(last.lastIndexOf('.') + 1)) ||
    /Lock$/.test(typeOf(from)) ||
    /writeLock|readLock/.test(name)
  )
}
