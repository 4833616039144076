// Java: conditions and branches that cannot mean what they say.
import type { Node } from '../grammar.ts'
import { askItself, endCase, otherOperator } from './java-fixes.ts'
import { fileText, java, kindOf, named, textOf, within } from './java-tree.ts'
import type { PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

export const javaLogicRules: PatternRule[] = [
  {
    ...bug,
    id: 'always-true-condition',
    fix: otherOperator,
    kinds: ['binary_expression'],
    onlyIn: /!=|</,
    severity: 'high',
    cwe: 'CWE-571',
    title: 'This condition is always the same',
    explanation:
      'A value always differs from one of two others (`!=` with `||`), and never equals both (`==` with `&&`). The operator between them is probably wrong.',
    find: (node) => {
      const operator = textOf(node, 'operator')
      const [left, right] = [comparison(node.field('left')), comparison(node.field('right'))]
      if (!left || !right || left.value !== right.value || left.constant === right.constant) return null
      const wanted = operator === '||' ? '!=' : operator === '&&' ? '==' : null
      return left.operator === wanted && right.operator === wanted ? node : null
    },
  },
  {
    ...bug,
    id: 'identical-branches',
    kinds: ['if_statement', 'ternary_expression'],
    severity: 'medium',
    cwe: 'CWE-561',
    title: 'Both branches do the same',
    explanation: 'The condition decides nothing. One of the two was probably copied and never changed.',
    find: (node) => {
      const [yes, no] = [node.field('consequence'), node.field('alternative')]
      if (!yes || !no || kindOf(no) === 'if_statement') return null
      // In a longer chain of questions it is a case of its own.
      const inChain =
        kindOf(node.parent()) === 'if_statement' && node.parent()?.field('alternative')?.id() === node.id()
      const same = plain(yes) === plain(no) && plain(yes).length > 4
      return same && !inChain && !/\/\/|\/\*/.test(yes.text() + no.text()) ? node : null
    },
  },
  {
    ...bug,
    id: 'repeated-condition',
    kinds: ['if_statement'],
    onlyIn: /else\s+if/,
    severity: 'high',
    cwe: 'CWE-561',
    title: 'This branch is never reached',
    explanation:
      'An earlier branch of the same chain asks the same, or asks for a type that this one is a kind of. Put the narrower question first.',
    find: (node) => {
      const earlier: Node[] = []
      let at = node
      for (
        let above = node.parent();
        above && kindOf(above) === 'if_statement' && above.field('alternative')?.id() === at.id();
        above = at.parent()
      ) {
        earlier.push(above)
        at = above
      }
      const test = node.field('condition')
      return test && earlier.some((one) => covers(one.field('condition'), test)) ? test : null
    },
  },
  {
    ...bug,
    id: 'assignment-in-condition',
    fix: askItself,
    kinds: ['if_statement', 'while_statement', 'ternary_expression'],
    onlyIn: /\(\s*\w+\s*=\s*(true|false)\s*\)/,
    severity: 'high',
    cwe: 'CWE-481',
    title: 'The condition assigns instead of asking',
    explanation:
      '`=` sets the variable and the condition is what it was set to. Ask for the variable itself, or use `==`.',
    find: (node) =>
      /^\(\s*[\w.]+\s*=\s*(true|false)\s*\)$/.test(textOf(node, 'condition')) ? node.field('condition') : null,
  },
  {
    ...bug,
    id: 'switch-fallthrough',
    fix: endCase,
    kinds: ['switch_block_statement_group'],
    severity: 'medium',
    cwe: 'CWE-484',
    title: 'This case runs on into the next one',
    explanation:
      'Without `break` what stands under the next label is done too. Add `break`, or say in a comment that it is meant.',
    find: fallsThrough,
  },
]

const plain = (node: Node) => node.text().replace(/\s+/g, ' ').trim()

type Compared = { value: string; operator: string; constant: string }

/** A name compared with something fixed. */
function comparison(node: Node | null): Compared | null {
  if (!node) return null
  if (kindOf(node) === 'parenthesized_expression') return comparison(named(node)[0] ?? null)
  const inner = kindOf(node) === 'unary_expression' && textOf(node, 'operator') === '!' ? node.field('operand') : null
  const call = inner ?? node
  if (kindOf(call) === 'method_invocation' && textOf(call, 'name') === 'equals') {
    const [one, other] = [call.field('object'), named(call.field('arguments'))[0]]
    const [fixed, asked] = one && kindOf(one) === 'string_literal' ? [one, other] : [other, one]
    if (!fixed || !asked || kindOf(fixed) !== 'string_literal') return null
    return { value: plain(asked), operator: inner ? '!=' : '==', constant: fixed.text() }
  }
  if (kindOf(node) !== 'binary_expression') return null
  const [left, right] = [node.field('left'), node.field('right')]
  if (!left || !right || !isFixed(right) || !/^[\w.]+$|^([\w.]+\.)?get\w*\(\)$/.test(left.text())) return null
  return { value: plain(left), operator: textOf(node, 'operator'), constant: plain(right) }
}

const isFixed = (node: Node) =>
  /^(character|string|decimal_integer|hex_integer)_literal$/.test(kindOf(node)) ||
  /^(\w+\.)*[A-Z][A-Z0-9_]+$/.test(node.text())

const parents: Record<string, RegExp> = {
  Exception: /^(?!Throwable|Error)\w*Exception$/,
  Throwable: /(Exception|Error)$/,
  IOException:
    /^(FileNotFoundException|EOFException|UncheckedIO|MalformedURLException|UnknownHostException|SocketException|SocketTimeoutException|ConnectException|NoSuchFileException|AccessDeniedException|FileAlreadyExistsException|FileSystemException|ZipException|SSLException|UnsupportedEncodingException)$/,
  RuntimeException:
    /^(IllegalArgumentException|IllegalStateException|NullPointerException|NumberFormatException|IndexOutOfBoundsException|ArrayIndexOutOfBoundsException|ClassCastException|UnsupportedOperationException|ArithmeticException|UncheckedIOException|ConcurrentModificationException|DateTimeException)$/,
  IllegalArgumentException:
    /^(NumberFormatException|InvalidPathException|PatternSyntaxException|IllegalFormatException)$/,
  Collection: /^(List|Set|Queue|Deque|ArrayList|HashSet|LinkedList)$/,
  Number: /^(Integer|Long|Double|Float|Short|Byte|BigDecimal|BigInteger)$/,
  CharSequence: /^(String|StringBuilder|StringBuffer)$/,
  List: /^(ArrayList|LinkedList)$/,
  Map: /^(HashMap|TreeMap|LinkedHashMap|ConcurrentHashMap|ConcurrentMap|SortedMap)$/,
}

const isA = /^\(\s*([\w.]+)\s+instanceof\s+([\w.]+)(?:\s+\w+)?\s*\)$/

/** Whatever passes the second has already passed the first. */
function covers(first: Node | null, second: Node): boolean {
  if (!first) return false
  if (plain(first) === plain(second))
    return !/\(.*\(.*\)|\+\+|--/.test(first.text().slice(1, -1)) || /\.equals\(|instanceof/.test(first.text())
  const [wide, narrow] = [isA.exec(first.text()), isA.exec(second.text())]
  if (!wide || !narrow || wide[1] !== narrow[1]) return false
  return parents[wide[2] ?? '']?.test(narrow[2] ?? '') ?? false
}

const ends = /^(break|return|throw|continue|yield)_statement$/

function fallsThrough(group: Node): Node | null {
  const siblings = named(group.parent())
  const index = siblings.findIndex((one) => one.id() === group.id())
  const next = siblings[index + 1]
  const statements = named(group).filter((one) => kindOf(one) !== 'switch_label')
  const last = statements.at(-1)
  if (!next || !last || !canEnd(last)) return null
  // The comment may stand at the end of this case or before the next.
  const between = fileText(group).slice(last.range().start.index, next.range().start.index + 80)
  if (
    /fall|thro?u|no break|drop|continue|\/\/|\/\*/i.test(between.slice(last.text().length)) ||
    /fall.{0,3}(s|ing)?.{0,3}thro?u/i.test(between)
  )
    return null
  // What both set: only then the second one undoes the first.
  const [here, there] = [targets(statements), targets(named(next).filter((one) => kindOf(one) !== 'switch_label'))]
  return [...here].some((name) => there.has(name)) ? last : null
}

/** What is behind it can be reached. */
function canEnd(node: Node): boolean {
  const kind = kindOf(node)
  if (ends.test(kind)) return false
  if (kind === 'block' || kind === 'synchronized_statement')
    return named(node).length === 0 || canEnd(named(node).at(-1) as Node)
  if (kind === 'if_statement') {
    const [yes, no] = [node.field('consequence'), node.field('alternative')]
    return !yes || !no || canEnd(yes) || canEnd(no)
  }
  if (/^(try|while|for|do|try_with_resources|labeled|switch)_(statement|expression)$/.test(kind))
    return !/\b(return|throw|break)\b/.test(node.text())
  return !/System\.exit\(/.test(node.text())
}

const targets = (statements: Node[]): Set<string> =>
  new Set(
    statements
      .filter((one) => kindOf(one) === 'expression_statement')
      .flatMap((one) => within(one, 'assignment_expression'))
      .filter((one) => textOf(one, 'operator') === '=')
      .map((one) => textOf(one, 'left')),
  )
