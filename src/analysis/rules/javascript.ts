// Patterns for JavaScript and TypeScript that no ESLint rule covers precisely.
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const languages = ['javascript', 'typescript'] as const

const decimal = /(^|[^\w.])\d*\.\d+\b/
const arithmetic = /^(binary_expression|parenthesized_expression)$/

export const javascriptRules: PatternRule[] = [
  {
    id: 'float-equality',
    languages,
    kinds: ['binary_expression'],
    severity: 'medium',
    category: 'bug',
    title: 'Fractions are compared for equality',
    explanation:
      'Fractions are rounded in binary: 0.1 + 0.2 is not 0.3, so this is false when it looks true. Compare whole cents, or ask whether the difference is tiny.',
    find: (node) => {
      if (!/^[!=]==?$/.test(node.field('operator')?.text() ?? '')) return null
      const sides = [node.field('left'), node.field('right')].filter((side) => side !== null)
      const computed = sides.some(
        (side) => arithmetic.test(String(side.kind())) && /[\w)]\s*[-+*/]\s*[\w.(]/.test(side.text()),
      )
      const text = sides.map((side) => side.text())
      return computed && text.some((side) => decimal.test(side)) && !text.some((side) => /['"`%]/.test(side))
        ? node
        : null
    },
  },
  {
    id: 'async-for-each',
    languages,
    kinds: ['call_expression'],
    onlyIn: /forEach/,
    severity: 'medium',
    category: 'bug',
    title: '`forEach` does not wait for an async function',
    explanation:
      'All rounds start at once, the code after the loop runs before they end, and their errors are lost. Use `for (const x of list)` with await, or Promise.all with map.',
    find: (call) => {
      const [callback] = argumentsOf(call)
      return calleeName(call) === 'forEach' && callback && /^async\b[\s\S]*\bawait\b/.test(callback.text())
        ? call.field('function')
        : null
    },
  },
  {
    id: 'tls-unverified',
    languages,
    kinds: ['pair', 'assignment_expression'],
    onlyIn: /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-295',
    title: 'TLS certificates are not checked',
    explanation:
      'Without the check anybody between the two machines can pose as the server and read or change everything. For a private authority, pass its certificate in `ca`.',
    find: (node) =>
      /^['"]?rejectUnauthorized['"]?\s*:\s*false$|NODE_TLS_REJECT_UNAUTHORIZED['"\]]*\s*=\s*['"]?0['"]?$/.test(
        node.text(),
      )
        ? node
        : null,
  },
  {
    id: 'predictable-secret',
    languages,
    kinds: ['variable_declarator', 'assignment_expression', 'pair'],
    onlyIn: /Math\.random/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-338',
    title: 'A secret is drawn from a predictable generator',
    explanation: 'Math.random can be predicted from a few of its outputs. Use crypto.randomBytes or crypto.randomUUID.',
    find: (node) => {
      const name = (node.field('name') ?? node.field('left') ?? node.field('key'))?.text() ?? ''
      const value = (node.field('value') ?? node.field('right'))?.text() ?? ''
      const secret = /(token|secret|password|otp|nonce|session_?id|csrf|api_?key|salt)$/i.test(name)
      return secret && /\bMath\.random\(\)/.test(value) && !/=>|\bfunction\b/.test(value) ? node : null
    },
  },
  {
    id: 'open-redirect',
    languages,
    kinds: ['call_expression'],
    onlyIn: /redirect/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-601',
    title: 'The visitor is sent wherever the request says',
    explanation:
      'A link to your site can lead to somebody else’s sign-in page. Allow paths of your own only, or pick from a list.',
    find: (call) =>
      calleeName(call) === 'redirect' &&
      argumentsOf(call).some((one) => /^(req|request|ctx)\.(query|body|params)\b/.test(one.text()))
        ? call
        : null,
  },
  {
    id: 'request-in-html',
    languages,
    kinds: ['call_expression'],
    onlyIn: /\bres(ponse)?\.(send|write|end)/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-79',
    title: 'A value of the request is put into HTML as it is',
    explanation:
      'A script inside the value runs in the browser of whoever opens the link. Escape it, or use a template that does.',
    find: (call) => {
      const [body] = argumentsOf(call)
      const sends = /^res(ponse)?(\.status\([^)]*\))?\.(send|write|end)$/.test(call.field('function')?.text() ?? '')
      const html =
        body &&
        /<\w+/.test(body.text()) &&
        /(\$\{|\+)\s*(req|request)\.(query|body|params)\.[\w.]+\s*(\}|\+|$)/.test(body.text())
      return sends && html ? body : null
    },
  },
]
