// Java: failures that nobody hears of, and values that may be missing.

import type { Node } from '../grammar.ts'
import { catchExceptions, throwIt } from './java-fixes.ts'
import { endThread } from './java-fixes-flow.ts'
import { around, fileText, java, kindOf, methodAround, named, textOf } from './java-tree.ts'
import type { PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

export const javaErrorRules: PatternRule[] = [
  {
    ...bug,
    id: 'swallowed-exception',
    kinds: ['catch_clause'],
    severity: 'medium',
    cwe: 'CWE-390',
    title: 'The exception disappears without a trace',
    explanation:
      'When this fails nobody learns of it, and the program goes on as if it had worked. Log it, hand it on, or say in a comment why nothing is to be done.',
    find: (node) => {
      const body = node.field('body')
      const caught = node.children().find((child) => kindOf(child) === 'catch_formal_parameter')
      if (!body || !caught || body.children().length > 2) return null
      const silent = /^(ignore\w*|expected\w*|unused|_|\w*[iI]gnored?)$/.test(textOf(caught, 'name'))
      return !silent && grave.test(caught.text()) && !isQuiet(node) ? node : null
    },
  },
  {
    ...bug,
    id: 'everything-caught',
    fix: catchExceptions,
    kinds: ['catch_clause'],
    onlyIn: /catch\s*\(\s*(final\s+)?(Throwable|Error)\b/,
    severity: 'medium',
    cwe: 'CWE-396',
    title: 'Even errors of the machine itself are caught here',
    explanation:
      'Throwable includes OutOfMemoryError and StackOverflowError, after which the program should not go on. Catch the exceptions this code can throw.',
    find: (node) => {
      const caught = node.children().find((child) => kindOf(child) === 'catch_formal_parameter')
      const name = caught ? textOf(caught, 'name') : ''
      const body = textOf(node, 'body')
      if (!caught || !/^(final\s+)?(java\.lang\.)?(Throwable|Error)\b/.test(caught.text())) return null
      // Handed on in any form, it is not swallowed.
      const passedOn = new RegExp(
        `\\bthrow\\b|exit\\(|halt\\(|completeExceptionally|setException|onError|fail\\w*\\(|uncaught|handle\\w*\\(|(=|return)\\s*[^;]*\\b${name}\\b|\\.(add|set|offer|put|addSuppressed|invoke|accept|onFailure|error)\\([^;]*\\b${name}\\b|new \\w+\\([^;]*\\b${name}\\b`,
      )
      // Where it is done again and again it is how this file wants it.
      const isPolicy = (fileText(node).match(/catch\s*\(\s*(final\s+)?Throwable\b/g) ?? []).length > 2
      return isPolicy ||
        passedOn.test(body.replace(/\b(log|logger|LOG|LOGGER|\w*[lL]og(ger)?)\.[^;]*;/g, '')) ||
        isBoundary(node)
        ? null
        : (caught ?? node)
    },
  },
  {
    ...bug,
    id: 'interrupt-lost',
    fix: endThread,
    kinds: ['catch_clause'],
    onlyIn: /InterruptedException/,
    severity: 'low',
    cwe: 'CWE-391',
    title: 'The wish to stop this thread is forgotten',
    explanation:
      'Catching InterruptedException clears the mark: a loop around it then runs on for ever. Call Thread.currentThread().interrupt(), or end the loop.',
    find: (node) => {
      const caught = node.children().find((child) => kindOf(child) === 'catch_formal_parameter')
      const inLoop = around(node, 'while_statement', 'for_statement', 'method_declaration', 'lambda_expression')
      const endless =
        inLoop &&
        kindOf(inLoop) === 'while_statement' &&
        /^\(\s*true\s*\)$|isInterrupted/.test(textOf(inLoop, 'condition'))
      return endless &&
        caught &&
        /^InterruptedException\s/.test(caught.text()) &&
        !/interrupt\(|return|break|throw|exit|running|stop|done|=/i.test(textOf(node, 'body'))
        ? caught
        : null
    },
  },
  {
    ...bug,
    id: 'exception-not-thrown',
    fix: throwIt,
    kinds: ['expression_statement'],
    onlyIn: /^\s*new\s+\w*(Exception|Error)\(/m,
    severity: 'high',
    cwe: 'CWE-390',
    title: 'The exception is made and not thrown',
    explanation: 'Without `throw` nothing happens, and the program goes on with what it should have refused.',
    find: (node) =>
      /^new\s+[\w.]*(Exception|Error)\s*\(/.test(node.text()) && kindOf(named(node)[0]) === 'object_creation_expression'
        ? node
        : null,
  },
]

/** Failures that mean that something was not done. */
const grave =
  /\b(SQLException|GeneralSecurityException|DataAccessException|PersistenceException|KeyStoreException|InvalidKeyException|SignatureException|MessagingException|JMSException|JAXBException|TransformerException|IOException|Exception|Throwable|RuntimeException)\b/

/** Closing, sleeping and trying out may fail in silence; so may what is tried in a loop, or goes on with a value of its own. */
function isQuiet(clause: Node): boolean {
  const tried = clause.parent()
  const body = tried?.field('body')
  const statements = named(body ?? null)
  if (statements.length === 0) return true
  const quiet =
    /\b(close\w*|sleep|flush|delete\w*|join|shutdown\w*|disconnect|interrupt|release|unlock|stop|destroy|dispose|cancel|forName|getMethod|getDeclared\w+|loadLibrary|setAccessible|removeShutdownHook|wait|await)\s*\(/
  const caught =
    clause
      .children()
      .find((child) => kindOf(child) === 'catch_formal_parameter')
      ?.text() ?? ''
  const isWide = /\b(Exception|Throwable|RuntimeException|IOException)\b/.test(caught) && !/SQLException/.test(caught)
  const text = body?.text() ?? ''
  const gives = /\breturn\b/.test(text)
  return (
    quiet.test(text) ||
    gives ||
    (isWide && !/\b(save|insert|update|store|write|send|commit|put|persist|publish|execute)\w*\s*\(/i.test(text)) ||
    statements.every((one) => /^\s*\w+\s*=/.test(one.text()))
  )
}

/** The outermost layer, where catching all is right: threads, main, callbacks from native code. */
const isBoundary = (node: Node): boolean =>
  /^(run|main|uncaughtException|call|finalize|execute|dispatch\w*|invoke\w*|close)$/.test(
    textOf(methodAround(node), 'name'),
  ) || around(node, 'lambda_expression', 'static_initializer') !== undefined
