// Patterns for Go: few, and each one a mistake wherever it stands.

import type { Node } from '../grammar.ts'
import { addBefore, handOnError } from './go-fixes-errors.ts'
import { checkCertificates, passPlain } from './go-fixes-security.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

const languages = ['go'] as const
const nilOnError =
  /^(os\.(Open|OpenFile|Create)|(\w+\.)*(db|DB|tx|conn|pool)\.(Query|QueryContext|Prepare|PrepareContext|Begin|BeginTx)|sql\.Open|http\.(Get|Post|NewRequest|NewRequestWithContext)|net\.(Dial|Listen)|url\.Parse|template\.New|time\.LoadLocation)\(/

export const goRules: PatternRule[] = [
  {
    id: 'error-dropped',
    languages,
    kinds: ['short_var_declaration', 'assignment_statement'],
    onlyIn: /,\s*_\s*:?=/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-252',
    title: 'The error is thrown away and the value may be nil',
    explanation:
      'When the call fails the value is nil, and its next use stops the program. Keep the error and return when it is not nil.',
    find: (node) =>
      /^\w+,\s*_$/.test(node.field('left')?.text() ?? '') &&
      nilOnError.test(node.field('right')?.text() ?? '') &&
      !asksForNil(node)
        ? node
        : null,
    fix: handOnError,
  },
  {
    id: 'defer-in-loop',
    languages,
    kinds: ['defer_statement'],
    onlyIn: /defer\s+[\w.]+\.(Close|Unlock|RUnlock)\(\)/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: '`defer` in a loop runs only when the function ends',
    explanation:
      'Every round keeps its file, row set or lock until then: a long loop runs out of them. Move the body of the loop into a function.',
    find: (node) => (/^defer\s+[\w.]+\.(Close|Unlock|RUnlock)\(\)$/.test(node.text()) && inLoop(node) ? node : null),
  },
  {
    id: 'wait-group-race',
    languages,
    kinds: ['call_expression'],
    onlyIn: /\.Add\(/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-362',
    title: '`Add` inside the goroutine comes too late',
    explanation:
      '`Wait` may be reached before the goroutine has started, and then it does not wait. Call `Add` before `go`.',
    find: (node) => {
      const name = /^(\w*(?:wg|waitGroup))\.Add\(\w+\)$/i.exec(node.text())?.[1]
      const body = node.ancestors().find((one) => one.kind() === 'func_literal')
      const started = body?.parent()?.parent()?.kind() === 'go_statement'
      return name && started && body.text().includes(`${name}.Done()`) ? node : null
    },
    fix: addBefore,
  },
  {
    id: 'tls-unverified',
    languages,
    kinds: ['keyed_element', 'assignment_statement'],
    onlyIn: /InsecureSkipVerify/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-295',
    title: 'TLS certificates are not checked',
    explanation:
      'Anybody between the two machines can pose as the server. For a private authority, put its certificate into RootCAs.',
    find: (node) => (/InsecureSkipVerify\s*[:=]\s*true$/.test(node.text()) ? node : null),
    fix: checkCertificates,
  },
  {
    id: 'unescaped-html',
    languages,
    kinds: ['call_expression', 'type_conversion_expression'],
    onlyIn: /template\.(HTML|JS|URL)\(/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-79',
    title: 'Escaping is switched off for this value',
    explanation:
      'A script inside the value runs in the browser of whoever looks. Pass plain text: the template escapes it.',
    find: (node) => {
      const [value] = argumentsOf(node)
      return value &&
        /^template\.(HTML|JS|URL)\(/.test(node.text()) &&
        /\b(r|req|request)\.(FormValue|URL|PostFormValue|Form)\b/.test(value.text())
        ? node
        : null
    },
    fix: passPlain,
  },
]

/** In a loop of the same function. */
function inLoop(node: Node): boolean {
  const stop = node
    .ancestors()
    .find((one) => /^(for_statement|func_literal|function_declaration|method_declaration)$/.test(String(one.kind())))
  return stop?.kind() === 'for_statement'
}

/** The value itself tells whether the call has failed. */
function asksForNil(node: Node): boolean {
  const name = /^\w+/.exec(node.text())?.[0] ?? ''
  const around = node.ancestors().find((one) => /^(if_statement|block)$/.test(String(one.kind())))
  return new RegExp(`\\b${name}\\s*[!=]=\\s*nil`).test(around?.text() ?? '')
}
