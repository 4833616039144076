// Python: certificates and tokens that nobody checks.
import type { Node } from '../grammar.ts'
import { checkCertificates, checkSignature, newTls } from './python-fixes-security.ts'
import { callee, isFalse, keyword, kindOf, resolved } from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonTlsRules: PatternRule[] = [
  {
    id: 'tls-unverified',
    languages,
    kinds: ['assignment', 'keyword_argument'],
    onlyIn: /verify|CERT_NONE|check_hostname|_create_default_https_context|ssl\s*=\s*False|validate_certs/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-295',
    title: 'TLS certificates are not checked',
    explanation:
      'Without the check anybody between the two machines can pose as the server and read or change everything. Leave verification on and, for a private authority, pass its certificate.',
    find: unverified,
    fix: checkCertificates,
  },
  {
    id: 'old-tls',
    languages,
    kinds: ['assignment', 'call'],
    onlyIn: /TLSv1\b|TLSv1_1\b|SSLv[23]/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-327',
    title: 'An outdated TLS version is allowed',
    explanation: 'SSL and TLS before 1.2 have known breaks. Use `ssl.create_default_context()` as it is.',
    find: (node) =>
      /\.minimum_version\s*=\s*(ssl\.)?TLSVersion\.(SSLv3|TLSv1|TLSv1_1)$/.test(node.text()) ||
      /^(ssl\.)?SSLContext\(\s*(protocol\s*=\s*)?(ssl\.)?PROTOCOL_(SSLv2|SSLv3|TLSv1|TLSv1_1)\s*\)$/.test(node.text())
        ? node
        : null,
    fix: newTls,
  },
  {
    id: 'jwt-unverified',
    languages,
    kinds: ['call'],
    onlyIn: /jwt|jose|jws/i,
    severity: 'critical',
    category: 'security',
    cwe: 'CWE-347',
    title: 'The token’s signature is not checked',
    explanation:
      'Anybody can write such a token with any name in it. Pass the key and the list of algorithms you sign with.',
    find: unverifiedToken,
    fix: checkSignature,
  },
]

/** Left to whoever calls, or to a setting. */
const isChosen = (node: Node): boolean => {
  for (let up = node.parent(); up && !/^(function_definition|class_definition)$/.test(kindOf(up)); up = up.parent())
    if (
      /^(if_statement|elif_clause)$/.test(kindOf(up)) &&
      /verif|insecure|cert|check_hostname|ssl|tls/i.test(up.field('condition')?.text() ?? '')
    )
      return true
  return false
}

function unverified(node: Node): Node | null {
  const found = notVerifying(node)
  return found && !isChosen(found) ? found : null
}

function notVerifying(node: Node): Node | null {
  const isKeyword = kindOf(node) === 'keyword_argument'
  const name = node.field(isKeyword ? 'name' : 'left')?.text() ?? ''
  const value = node.field(isKeyword ? 'value' : 'right')
  const text = value?.text() ?? ''
  if (/(^|\.)(verify_mode|cert_reqs)$/.test(name))
    return /(^|\.)CERT_NONE$|^['"]CERT_NONE['"]$/.test(text) ? node : null
  if (/(^|\.)_create_default_https_context$/.test(name)) return /_create_unverified_context$/.test(text) ? node : null
  if (!isFalse(value)) return null
  if (/(^|\.)(check_hostname|verify_ssl|ssl_verify|validate_certs|verify_certs|assert_hostname)$/.test(name))
    return node
  // For requests and httpx the call itself is told by another rule.
  if (isKeyword)
    return name === 'ssl' && /(session|aiohttp|client|connector)/i.test(callee(node.parent()?.parent())) ? node : null
  return /^(\w*session\w*|\w*client\w*|s|self\.\w*session\w*|self\.\w*client\w*)\.verify$/i.test(name) ? node : null
}

function unverifiedToken(call: Node): Node | null {
  const name = callee(call)
  const algorithms = keyword(call, 'algorithms') ?? keyword(call, 'algorithm')
  if (/(^|\.)(decode|encode)$/.test(name) && algorithms && /["']none["']/i.test(algorithms.text())) return call
  if (/(^|\.)get_unverified_claims$/.test(name)) return call
  if (!/(^|\.)(jwt|jws|PyJWT\(\))\.decode$|^jwt_decode$|^decode$/.test(name)) return null
  const options = keyword(call, 'options')
  const told = options ? resolved(options).text() : ''
  return isFalse(keyword(call, 'verify')) || /["']?verify_signature["']?\s*[:=]\s*False/.test(told) ? call : null
}
