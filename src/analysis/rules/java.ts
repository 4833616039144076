// Patterns for Java: few, and each one a mistake wherever it stands.
import { askLiteral, quoteNumber, startThread } from './java-fixes.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const languages = ['java'] as const

export const javaRules: PatternRule[] = [
  {
    id: 'string-identity',
    fix: askLiteral,
    languages,
    kinds: ['binary_expression'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-597',
    title: 'Text is compared by identity',
    explanation: '`==` asks whether both are one object, which equal texts need not be. Use equals.',
    find: (node) => {
      const sides = [node.field('left'), node.field('right')].map((side) => String(side?.kind()))
      const compares = /^[!=]=$/.test(node.field('operator')?.text() ?? '')
      return compares && sides.filter((kind) => kind === 'string_literal').length === 1 ? node : null
    },
  },
  {
    id: 'return-in-finally',
    languages,
    kinds: ['return_statement', 'throw_statement'],
    onlyIn: /finally/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-584',
    title: 'Leaving from `finally` swallows errors',
    explanation: 'An exception on its way out is dropped silently. Move the statement out of finally.',
    find: (node) => {
      if (node.kind() !== 'return_statement') return null
      const around = node
        .ancestors()
        .find((one) => /^(finally_clause|lambda_expression|method_declaration|class_body)$/.test(String(one.kind())))
      return around?.kind() === 'finally_clause' ? node : null
    },
  },
  {
    id: 'thread-run',
    fix: startThread,
    languages,
    kinds: ['method_invocation'],
    onlyIn: /new\s+Thread/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-572',
    title: '`run` does not start the thread',
    explanation: 'The code runs here, in the calling thread, which waits for it. Call start.',
    find: (node) =>
      /^\(?new\s+Thread\(/.test(node.field('object')?.text() ?? '') && calleeName(node) === 'run' ? node : null,
  },
  {
    id: 'big-decimal-from-double',
    fix: quoteNumber,
    languages,
    kinds: ['object_creation_expression'],
    onlyIn: /BigDecimal/,
    severity: 'medium',
    category: 'bug',
    title: 'The BigDecimal takes over the rounding of a double',
    explanation: 'new BigDecimal(0.1) is 0.1000000000000000055. Pass text, or use BigDecimal.valueOf.',
    find: (node) =>
      node.field('type')?.text() === 'BigDecimal' && argumentsOf(node)[0]?.kind() === 'decimal_floating_point_literal'
        ? node
        : null,
  },
]
