// Secrets in Go that can be guessed, read in the code or are not checked.

import type { Node } from '../grammar.ts'
import { compareEvenly, keepTokenError, otherPackage } from './go-fixes-security.ts'
import { declarationAround, functionAround, goRule, kindOf, root } from './go-tree.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

const nameOf = (fn: Node | null) => fn?.field('name')?.text() ?? ''

const plainWords = /^(nil|true|false|-?\d|"|`|'|len\(|[A-Z_]{2,}$|[\w.]*\bErr|u?int\d*\(|[\w.]*\bu?int\d+\()/

export const goSecretRules: PatternRule[] = [
  goRule({
    id: 'predictable-secret',
    kinds: ['call_expression'],
    onlyIn: /"math\/rand(\/v2)?"/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-338',
    title: 'A secret is made of predictable numbers',
    explanation:
      'Who sees a few numbers of math/rand can work out the next ones. Take the bytes of secrets from crypto/rand.',
    find: (call) => {
      const callee = call.field('function')?.text() ?? ''
      const alias = /(\w+)?[ \t]*"math\/rand(?:\/v2)?"/.exec(root(call).text())?.[1] ?? 'rand'
      if (!callee.startsWith(`${alias}.`) || /\.(Seed|New|NewSource|Shuffle|Perm)$/.test(callee)) return null
      const secret =
        /token|passw(or)?d|secret|session_?id|sessionkey|nonce|salt|\botp|api_?key|csrf|(reset|verif\w*|invite|auth\w*|access|login)_?(code|key|token)|pincode|credential/i
      const statement = call
        .ancestors()
        .find((one) => /^(short_var_declaration|assignment_statement|var_spec)$/.test(kindOf(one)))
      const left = (statement?.field('left') ?? statement?.field('name'))?.text() ?? ''
      return secret.test(nameOf(declarationAround(call))) || secret.test(left) ? call : null
    },
    fix: otherPackage,
  }),
  goRule({
    id: 'timing-unsafe-compare',
    kinds: ['binary_expression', 'call_expression'],
    onlyIn: /signature|hmac|secret|token|api_?key|passw(or)?d|digest/i,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-208',
    title: 'A secret is compared in a time that depends on it',
    explanation:
      'The comparison ends at the first byte that differs, so its duration gives the secret away byte by byte. Use hmac.Equal or subtle.ConstantTimeCompare.',
    find: (node) => {
      const [left, right] =
        kindOf(node) === 'call_expression'
          ? /^bytes\.Equal\(/.test(node.text())
            ? argumentsOf(node)
            : []
          : /^(==|!=)$/.test(node.field('operator')?.text() ?? '')
            ? [node.field('left'), node.field('right')]
            : []
      if (!left || !right || !isSecretPair(left, right)) return null
      if (!/"(crypto\/|net\/http"|[\w./-]*\/(gin|echo|fiber|chi|mux)\b)/.test(root(node).text())) return null
      return node
    },
    fix: compareEvenly,
  }),
  goRule({
    id: 'jwt-unverified',
    kinds: ['call_expression', 'selector_expression', 'short_var_declaration'],
    onlyIn: /jwt|jose/,
    severity: 'critical',
    category: 'security',
    cwe: 'CWE-347',
    title: 'The token’s signature is not checked',
    explanation:
      'Whoever sends the token can write any user into it. Parse it with the key and the expected algorithm, and refuse it when Parse gives an error.',
    find: (node) => {
      const text = node.text()
      if (kindOf(node) === 'selector_expression')
        return /^jwt\.(UnsafeAllowNoneSignatureType|SigningMethodNone)$/.test(text) ? node : null
      if (kindOf(node) === 'short_var_declaration')
        return /^\w+,\s*_\s*:=\s*(\w+\.)+(Parse|ParseWithClaims)\(/.test(text) &&
          /jwt/.test(text) &&
          !/\.Valid\b/.test(functionAround(node)?.text() ?? '')
          ? node
          : null
      return /\.(ParseUnverified|UnsafeClaimsWithoutVerification)$/.test(node.field('function')?.text() ?? '')
        ? node
        : null
    },
    fix: keepTokenError,
  }),
  goRule({
    id: 'ssh-host-unverified',
    kinds: ['call_expression'],
    onlyIn: /ssh\.InsecureIgnoreHostKey/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-322',
    title: 'The key of the SSH server is not checked',
    explanation:
      'Anybody between the two machines can pose as the server. Use knownhosts.New of golang.org/x/crypto/ssh/knownhosts.',
    find: (call) => (/^ssh\.InsecureIgnoreHostKey\(\)$/.test(call.text()) ? call : null),
  }),
]

/** One of the two is a signature or the like, and neither is fixed. */
function isSecretPair(left: Node, right: Node): boolean {
  const texts = [left.text(), right.text()]
  if (texts.some((text) => plainWords.test(text) || /\[\w+\]$|(Len|Size|Type|Kind|Count|ID|Id|Name)$/.test(text)))
    return false
  const last = texts.map((text) => /(\w+)(?:\([^()]*\))?$/.exec(text)?.[1] ?? '')
  const strong =
    /^(\w*(signature|hmac|secret|passw(or)?d|api_?key|authtoken|csrf_?token|accesstoken|resettoken)|expected(mac|sig|hash|token)?|mac|sig)$/i
  const evidence = /hmac|signature|secret|api_?key|passw(or)?d|csrf/i
  if (
    last.some((name) => strong.test(name)) &&
    evidence.test(`${texts.join(' ')} ${functionAround(left)?.text().slice(0, 200) ?? ''}`)
  )
    return !last.every((name) => /^(password|confirm\w*|\w*passwordconf\w*|\w*repeat\w*|expected)$/i.test(name))
  const fromRequest = texts.some((text) => /Header\.Get\(|\.GetHeader\(|FormValue\(|Getenv\(/.test(text))
  return fromRequest && last.some((name) => /token$/i.test(name))
}
