// Formats of Go whose verbs do not fit their values.

import type { Node } from '../grammar.ts'
import { functionAround, goRule, kindOf, parts, root } from './go-tree.ts'
import { all, instead } from './mending.ts'
import { argumentsOf, calleeName, type Mend, type PatternRule } from './rule.ts'

const formats =
  /^(fmt\.(Sprintf|Printf|Errorf|Fprintf|Appendf)|log\.(Printf|Fatalf|Panicf)|errors\.(Errorf|Wrapf)|(logger|log|t|b|s|sugar|logrus|klog|glog)\.(Infof|Warnf|Warningf|Errorf|Debugf|Tracef|Fatalf|Panicf|Printf|Logf))$/
const plain = /^(fmt\.(Println|Print|Sprint|Sprintln)|log\.(Println|Print|Fatal|Fatalln))$/

export const goFormatRules: PatternRule[] = [
  goRule({
    id: 'format-mismatch',
    kinds: ['call_expression'],
    onlyIn: /"[^"\n]*%/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-628',
    title: 'The format does not fit its values',
    explanation:
      'The text then holds `%!d(string=...)` or `%!s(MISSING)` in place of the value. Give one value of the right type for each verb.',
    find: (call) => {
      const callee = call.field('function')?.text() ?? ''
      if (plain.test(callee)) return plainWithVerbs(call)
      if (!formats.test(callee)) return null
      const args = argumentsOf(call)
      const at = /^(fmt\.(Fprintf|Appendf)|errors\.Wrapf)$/.test(callee) ? 1 : 0
      const format = args[at]
      if (!format || !/string_literal$/.test(kindOf(format))) return null
      return mismatch(format.text(), args.slice(at + 1)) ? call : null
    },
    fix: fitFormat,
  }),
]

/** `Println("%d items", n)` prints the sign itself. */
function plainWithVerbs(call: Node): Node | null {
  const [first, ...rest] = argumentsOf(call)
  return first &&
    rest.length > 0 &&
    /string_literal$/.test(kindOf(first)) &&
    /(^|[^%])(%%)*%[-+#]?\d*(\.\d+)?[sdvqTxft](\W|$)/.test(first.text().slice(1, -1))
    ? call
    : null
}

function mismatch(format: string, values: Node[]): boolean {
  if (/%[-+# 0]*\[|%[-+# 0\d.]*\*/.test(format) || values.some((one) => kindOf(one) === 'variadic_argument'))
    return false
  const verbs = [...format.matchAll(/%[-+# 0]*\d*(?:\.\d*)?([a-zA-Z%])/g)]
    .map((match) => match[1] ?? '')
    .filter((verb) => verb !== '%')
  if (verbs.length !== values.length) return true
  return verbs.some((verb, index) => !fits(verb, typeOf(values[index] as Node)))
}

type Kind = 'text' | 'whole' | 'fraction' | 'truth' | 'unknown'

function fits(verb: string, kind: Kind): boolean {
  if (kind === 'unknown' || /^[vTp]$/.test(verb)) return true
  if (kind === 'text') return /^[sqxX]$/.test(verb)
  if (kind === 'whole') return /^[dxXobcqUO]$/.test(verb)
  if (kind === 'fraction') return /^[eEfFgGxXb]$/.test(verb)
  return verb === 't'
}

const kinds: [RegExp, Kind][] = [
  [/^string$/, 'text'],
  [/^u?int(8|16|32|64)?$|^byte$|^rune$/, 'whole'],
  [/^float(32|64)$/, 'fraction'],
  [/^bool$/, 'truth'],
]

const kindOfType = (type: string): Kind => kinds.find(([shape]) => shape.test(type))?.[1] ?? 'unknown'

/** As far as the file tells it; a type with a name of its own may know how to print itself. */
function typeOf(node: Node): Kind {
  const text = node.text()
  const kind = kindOf(node)
  if (/string_literal$/.test(kind)) return 'text'
  if (kind === 'int_literal') return 'whole'
  if (kind === 'float_literal') return 'fraction'
  if (kind === 'true' || kind === 'false') return 'truth'
  if (kind === 'call_expression')
    return /^len\(|^cap\(/.test(text)
      ? 'whole'
      : /^(strconv\.(Itoa|Quote|Format\w+)|strings\.(Join|TrimSpace|ToLower|ToUpper|Repeat|ReplaceAll)|fmt\.Sprintf?)\([^()]*\)$|^\w+\.Error\(\)$/.test(
            text,
          )
        ? 'text'
        : 'unknown'
  if (kind === 'identifier') return kindOfName(node, text)
  return kind === 'selector_expression' ? kindOfField(node) : 'unknown'
}

/** A parameter that is never declared again. */
function kindOfName(node: Node, name: string): Kind {
  const fn = functionAround(node)
  const code = fn?.field('body')?.text() ?? ''
  if (new RegExp(`\\b${name}\\b[\\w, ]*:=|\\bvar\\s+${name}\\b|case\\s+${name}\\b`).test(code)) return 'unknown'
  for (const parameter of parts(fn?.field('parameters')))
    if (
      kindOf(parameter) === 'parameter_declaration' &&
      parameter.children().some((child) => child.kind() === 'identifier' && child.text() === name)
    )
      return kindOfType(parameter.field('type')?.text() ?? '')
  return 'unknown'
}

/** A field whose name has one type in the whole file, of a value that is made or named here. */
function kindOfField(node: Node): Kind {
  const name = node.field('field')?.text() ?? ''
  const object = node.field('operand')?.text() ?? ''
  if (!/^\w+$/.test(object)) return 'unknown'
  const owner = ownerOf(node, object)
  const body = owner && new RegExp(`\\btype\\s+${owner}\\s+struct\\s*\\{([^}]*)\\}`).exec(root(node).text())?.[1]
  const type = body
    ? new RegExp(`(?:^|\\n)\\s*(?:\\w+,\\s*)*${name}(?:,\\s*\\w+)*\\s+([\\w.*\\[\\]]+)`).exec(body)?.[1]
    : undefined
  return type ? kindOfType(type) : 'unknown'
}

/** The type of a parameter or receiver. */
function ownerOf(node: Node, name: string): string | null {
  const fn = functionAround(node)
  if (new RegExp(`\\b${name}\\b[\\w, ]*:=|\\bvar\\s+${name}\\b`).test(fn?.field('body')?.text() ?? '')) return null
  const all = `${fn?.field('receiver')?.text() ?? ''} ${fn?.field('parameters')?.text() ?? ''}`
  return new RegExp(`\\b${name}\\s+\\*?(\\w+)\\s*[,)]`).exec(all)?.[1] ?? null
}

const formatting: Record<string, [name: string, end: string]> = {
  Println: ['Printf', '\\n'],
  Print: ['Printf', ''],
  Sprint: ['Sprintf', ''],
  Sprintln: ['Sprintf', '\\n'],
  Fatal: ['Fatalf', ''],
  Fatalln: ['Fatalf', ''],
}

/** What prints plainly becomes what formats; a verb that does not fit becomes one that does. */
function fitFormat(call: Node): Mend | null {
  const callee = call.field('function')
  const args = argumentsOf(call)
  const at = args.findIndex((one) => /string_literal$/.test(kindOf(one)))
  const [format, ...values] = args.slice(at)
  const [name, end] = plain.test(callee?.text() ?? '') ? (formatting[calleeName(call)] ?? []) : []
  if (!format || at < 0) return null
  if (name) {
    const ended = callee?.text().startsWith('log.') ? format.text() : `${format.text().slice(0, -1)}${end}"`
    return kindOf(format) === 'interpreted_string_literal'
      ? all(`Use ${name}`, { at: callee?.field('field') ?? call, newText: name }, { at: format, newText: ended })
      : null
  }
  let index = 0
  const fitted = format.text().replace(/%[-+# 0]*\d*(?:\.\d*)?([a-zA-Z%])/g, (verb, letter: string) => {
    const value = letter === '%' ? undefined : values[index++]
    if (!value || fits(letter, typeOf(value))) return verb
    return { text: '%s', whole: '%d', fraction: '%g', truth: '%t', unknown: '%v' }[typeOf(value)]
  })
  return index === values.length ? instead('Fit the verbs to the values', format, fitted) : null
}
