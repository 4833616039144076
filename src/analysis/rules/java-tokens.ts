// Java: secrets that can be guessed, comparisons that tell time, tokens that nobody checks.

import type { Node } from '../grammar.ts'
import { compareEvenly, leaveSeed } from './java-fixes.ts'
import { drawSafely } from './java-fixes-security.ts'
import { callsIn, java, kindOf, methodAround, methodText, textOf, typeOf, valueOfName } from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const security = { languages: java, category: 'security' } as const

export const javaTokenRules: PatternRule[] = [
  {
    ...security,
    id: 'guessable-secret',
    fix: drawSafely,
    kinds: ['method_invocation'],
    onlyIn: /\bRandom\b|Math\.random|RandomStringUtils|ThreadLocalRandom/,
    severity: 'high',
    cwe: 'CWE-338',
    title: 'A secret is made of numbers that can be guessed',
    explanation:
      'Random tells its next numbers to whoever has seen a few. Use SecureRandom for tokens, passwords, salts and keys.',
    find: guessable,
  },
  {
    ...security,
    id: 'seeded-secure-random',
    fix: leaveSeed,
    kinds: ['method_invocation', 'object_creation_expression'],
    onlyIn: /SecureRandom/,
    severity: 'high',
    cwe: 'CWE-337',
    title: 'The seed of SecureRandom is known',
    explanation:
      'With a fixed seed, or the time as one, the same numbers come every time. Let SecureRandom seed itself.',
    find: (node) => {
      const [seed] = argumentsOf(node)
      const isSeed =
        kindOf(node) === 'method_invocation'
          ? calleeName(node) === 'setSeed' && /SecureRandom/.test(typeOf(node.field('object') ?? node))
          : textOf(node, 'type') === 'SecureRandom'
      return isSeed &&
        seed &&
        /^(\d+L?|".*"\.getBytes\(.*\)|System\.(currentTimeMillis|nanoTime)\(\))$/.test(seed.text())
        ? node
        : null
    },
  },
  {
    ...security,
    id: 'timing-unsafe-compare',
    fix: compareEvenly,
    kinds: ['method_invocation'],
    onlyIn: /hmac|signature|\bMac\b|token|digest/i,
    severity: 'medium',
    cwe: 'CWE-208',
    title: 'A signature is compared in a time that tells how much of it is right',
    explanation:
      'An ordinary comparison ends at the first difference, which can be measured and used to guess byte by byte. Use MessageDigest.isEqual.',
    find: timedCompare,
  },
  {
    ...security,
    id: 'jwt-unverified',
    kinds: ['method_invocation'],
    onlyIn: /jwt/i,
    severity: 'high',
    cwe: 'CWE-347',
    title: 'The token is read without checking its signature',
    explanation: 'Anybody can write such a token with any content. Verify it with the key before its claims are used.',
    find: (call) => {
      const decodes =
        /^JWT\.decode\(/.test(call.text()) ||
        (/^(parse|parseClaimsJwt|parsePlaintextJwt|parseUnsecuredClaims)$/.test(calleeName(call)) &&
          /Jwts\.parser(Builder)?\(\)/.test(call.text()) &&
          !/setSigningKey|verifyWith|keyLocator|requireSign/.test(call.text()))
      const isNone = /^Algorithm\.none\(\)$/.test(call.text())
      if (isNone) return call
      const parsesSigned = calleeName(call) === 'parse' && /setSigningKey/.test(call.text())
      return (decodes && !/\.verify\(|getKeyId|getAlgorithm/.test(methodText(call))) || parsesSigned ? call : null
    },
  },
]

const secretName =
  /passw|pwd|secret|token|remember|session|otp|nonce|salt|csrf|apikey|api_key|credential|verification|reset|\bkey\b|voucher|coupon|invit|activation/i

function guessable(node: Node): Node | null {
  const whole = node.text()
  const direct =
    /^(\w+\.)*(Math\.random\(\)|RandomStringUtils\.random\w*\(.*\)|ThreadLocalRandom\.current\(\)\.next\w+\(.*\))$/s.test(
      whole,
    )
  const object = node.field('object')
  const [first] = argumentsOf(node)
  const handed = argumentsOf(node).some((one) => isPlainRandom(one))
  const byRandom = /^(next\w+|ints|longs)$/.test(calleeName(node)) && object !== null && isPlainRandom(object)
  if (!direct && !byRandom && !handed) return null
  const method = methodAround(node)
  const target = targetOf(node)
  const stated = `${textOf(method, 'name')} ${target} ${madeOf(target, method?.text() ?? '')}`
  const filled = calleeName(node) === 'nextBytes' ? textOf(first) : ''
  return secretName.test(splitWords(`${stated} ${filled}`)) ? node : null
}

/** What a number is turned into in the same method. */
const madeOf = (name: string, body: string): string =>
  /^\w+$/.test(name) ? (new RegExp(`(\\w+)\\s*=\\s*[^;=]*\\b${name}\\b[^;]*;`).exec(body)?.[1] ?? '') : ''

const splitWords = (text: string) => text.replace(/([a-z])([A-Z])/g, '$1 $2')

/** The name that the value is kept in. */
function targetOf(node: Node): string {
  const holder = node
    .ancestors()
    .find((one) =>
      /^(variable_declarator|assignment_expression|method_declaration|lambda_expression)$/.test(kindOf(one)),
    )
  return textOf(holder, 'name') || textOf(holder, 'left')
}

function isPlainRandom(node: Node): boolean {
  if (/^new (java\.util\.)?Random\(.*\)$/.test(node.text())) return true
  if (!/^(identifier|field_access)$/.test(kindOf(node)) || !/^(java\.util\.)?Random$/.test(typeOf(node))) return false
  const name = node.text().replace(/^this\./, '')
  const value = valueOfName(node, name)?.text()
  // A parameter of type Random may well be a SecureRandom.
  return value !== undefined && /^new (java\.util\.)?Random\(/.test(value)
}

function timedCompare(call: Node): Node | null {
  const whole = textOf(call, 'object')
  const args = argumentsOf(call)
  const isArrays = /^(java\.util\.)?Arrays$/.test(whole)
  const isCompare = calleeName(call) === 'equals' || calleeName(call) === 'equalsIgnoreCase'
  if (!isCompare) return null
  const sides = isArrays || whole === 'Objects' ? args : [call.field('object'), args[0]]
  return sides.some((side) => side && isComputedMac(side)) ? call : null
}

/** Made here by a Mac or a signing method of this file. */
function isComputedMac(side: Node, depth = 0): boolean {
  if (depth > 3) return false
  if (
    callsIn(side, /^doFinal$/).length > 0 ||
    /(^|\W)(sign|hmac\w*|computeSignature|calculateSignature|computeHmac\w*|signatureOf)\(/i.test(side.text())
  )
    return true
  const value = kindOf(side) === 'identifier' ? valueOfName(side, side.text()) : null
  return value !== null && isComputedMac(value, depth + 1)
}
