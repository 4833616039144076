// Weak cryptography in Go.

import type { Node } from '../grammar.ts'
import { longKey, newTls, useSha256 } from './go-fixes-security.ts'
import { declarationAround, escaped, fixedText, functionAround, goRule, kindOf, loopAround, root } from './go-tree.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

const secretWord = /passw(or)?d|passphrase|pwd\b|credential|secret|token|sign(ature)?\b|api_?key|session/i

const nameOf = (fn: Node | null) => fn?.field('name')?.text() ?? ''

const changedLater = (node: Node, name: string) =>
  new RegExp(`\\b${name}\\s*=\\s*(os|config|cfg|\\w+\\()`).test(root(node).text())

const isFilled = (node: Node) =>
  new RegExp(
    `(Read|ReadFull|copy|Put\\w+|fill\\w*|random\\w*|\\w*[Rr]and\\w*)\\([^()]*\\b${escaped(node.text())}\\b|\\b${escaped(node.text())}\\[[^\\]]*\\]\\s*[-+^]?=|\\b${escaped(node.text())}\\s*=[^=]`,
  ).test((functionAround(node)?.text() ?? '').replace(new RegExp(`\\b${escaped(node.text())}\\s*:=`), ''))

export const goCryptoRules: PatternRule[] = [
  goRule({
    id: 'weak-hash',
    kinds: ['call_expression'],
    onlyIn: /\b(md5|sha1|sha256|sha512)\.(Sum|New)/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-327',
    title: 'A secret is protected by a hash that is too weak or too fast',
    explanation:
      'MD5 and SHA-1 are broken, and any plain hash of a password is guessed at billions of tries a second. For passwords use golang.org/x/crypto/bcrypt or argon2, for signatures HMAC with SHA-256.',
    find: (call) => {
      const [, hash] = /^(md5|sha1|sha256|sha512)\.(?:Sum\w*|New\w*)\(/.exec(call.text()) ?? []
      if (!hash) return null
      const given = argumentsOf(call)[0]?.text() ?? ''
      const around = nameOf(declarationAround(call))
      const isPassword = /passw(or)?d|passphrase|\bpwd\b/i
      if (/^sha(256|512)$/.test(hash)) return isPassword.test(given) && !/salt\w*\s*,/.test(given) ? call : null
      return secretWord.test(given) ||
        isPassword.test(around) ||
        /^(sign|hash|make|new|generate)\w*(token|secret|signature|sessionid)/i.test(around)
        ? call
        : null
    },
    fix: useSha256,
  }),
  goRule({
    id: 'weak-cipher',
    kinds: ['call_expression'],
    onlyIn: /crypto\/(des|rc4)|x\/crypto\/(blowfish|cast5|tea|xtea|md4)/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-327',
    title: 'The cipher is broken',
    explanation:
      'DES, 3DES, RC4 and Blowfish can be broken with today’s machines. Use AES in GCM mode (crypto/aes and cipher.NewGCM).',
    find: (call) =>
      /^(des\.New(TripleDES)?Cipher|rc4\.NewCipher|blowfish\.New(Salted)?Cipher|cast5\.NewCipher|x?tea\.NewCipher)\(/.test(
        call.text(),
      )
        ? call
        : null,
  }),
  goRule({
    id: 'ecb-mode',
    kinds: ['call_expression'],
    onlyIn: /crypto\/aes/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-327',
    title: 'Blocks are encrypted one by one, without a mode',
    explanation:
      'Equal blocks of plain text become equal blocks of cipher text, so patterns show through. Use cipher.NewGCM.',
    find: (call) =>
      /^\w+\.Encrypt\(\s*[\w.]+\[[^\]]*:[^\]]*\]\s*,\s*[\w.]+\[[^\]]*:[^\]]*\]\s*\)$/.test(call.text()) &&
      loopAround(call)
        ? call
        : null,
  }),
  goRule({
    id: 'static-iv',
    kinds: ['call_expression'],
    onlyIn: /cipher\.New(CBC|CTR|CFB|OFB)|\.Seal\(/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-329',
    title: 'The nonce is the same every time',
    explanation:
      'Two messages under one key and one nonce give away their content, and GCM loses its protection against forgery. Fill a fresh nonce from crypto/rand for every message and store it in front of the text.',
    find: (call) => {
      const position = /^cipher\.New(CBCEncrypter|CTR|CFBEncrypter|OFB)\(/.test(call.text())
        ? 1
        : /^[\w.]+\.Seal\(/.test(call.text())
          ? 1
          : -1
      const nonce = position < 0 ? undefined : argumentsOf(call)[position]
      return nonce && neverFresh(nonce) ? (declarationOf(nonce) ?? call) : null
    },
  }),
  goRule({
    id: 'hard-coded-key',
    kinds: ['call_expression'],
    onlyIn: /aes\.NewCipher|chacha20poly1305\.New|SignedString\(|hmac\.New\(/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-321',
    title: 'The key stands in the code',
    explanation:
      'Everybody who can read the code, or the program, has the key. Read it from the environment or from a secret store.',
    find: (call) => {
      const at =
        /^(aes\.NewCipher|chacha20poly1305\.NewX?)\(/.test(call.text()) ||
        /\.SignedString\([^()]*(\([^()]*\))?[^()]*\)$/.test(call.text())
          ? 0
          : /^hmac\.New\(/.test(call.text())
            ? 1
            : -1
      const key = at < 0 ? undefined : argumentsOf(call)[at]
      return key && isFixedBytes(key) ? call : null
    },
  }),
  goRule({
    id: 'weak-tls',
    kinds: ['keyed_element', 'assignment_statement'],
    onlyIn: /MinVersion|MaxVersion/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-327',
    title: 'An old version of TLS is allowed',
    explanation: 'SSL 3, TLS 1.0 and 1.1 have known holes. Ask for tls.VersionTLS12 or higher.',
    find: (node) =>
      /^[\w.]*M(in|ax)Version\s*[:=]\s*tls\.Version(SSL30|TLS10|TLS11)$/.test(node.text()) ? node : null,
    fix: newTls,
  }),
  goRule({
    id: 'short-key',
    kinds: ['call_expression'],
    onlyIn: /rsa\.GenerateKey|bcrypt\.GenerateFromPassword/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-326',
    title: 'The key is too short, or the password hash too cheap',
    explanation: 'RSA keys need 2048 bits or more, bcrypt a cost of 10 or more (bcrypt.DefaultCost).',
    find: (call) => {
      const [, rsa] = /^rsa\.GenerateKey\([^,]+,\s*(\d+)\)$/.exec(call.text()) ?? []
      const [, cost] = /^bcrypt\.GenerateFromPassword\(.*,\s*(\d+|bcrypt\.MinCost)\)$/s.exec(call.text()) ?? []
      return (rsa && Number(rsa) < 2048) || (cost && (cost.startsWith('b') || Number(cost) < 10)) ? call : null
    },
    fix: longKey,
  }),
]

/** Text in the code, or bytes of it. */
function isFixedBytes(node: Node): boolean {
  const told = declaredAs(node)
  const inner = /^\[\]byte\((.*)\)$/s.exec(told.text())?.[1]
  if (inner)
    return (
      /^["`]/.test(inner) ||
      (/^\w+$/.test(inner) &&
        new RegExp(`(?:^|[\\s(])${inner}(?:\\s+string)?\\s*=\\s*"`).test(root(node).text()) &&
        !changedLater(node, inner))
    )
  return /^\[\]byte\{/.test(told.text()) || fixedText(told) !== null
}

function neverFresh(node: Node): boolean {
  if (/^\w*key\w*\[/i.test(node.text())) return true
  if (isFixedBytes(node)) return !isFilled(node)
  const told = declaredAs(node)
  return told !== node && /^make\(\[\]byte,/.test(told.text()) && !isFilled(node)
}

/** What a name was declared to be, in its function or at the top of the file. */
function declaredAs(node: Node): Node {
  const statement = declarationOf(node)
  const value = statement?.field('right') ?? statement?.field('value')
  return value?.child(0) ?? node
}

function declarationOf(node: Node): Node | null {
  if (kindOf(node) !== 'identifier') return null
  const name = node.text()
  const places = [functionAround(node), root(node)]
  for (const place of places) {
    const found = place
      ?.findAll({ rule: { any: [{ kind: 'short_var_declaration' }, { kind: 'var_spec' }, { kind: 'const_spec' }] } })
      .find((one) => (one.field('left') ?? one.field('name'))?.text() === name)
    if (found) return found
  }
  return null
}
