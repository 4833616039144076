// Java: broken hashes and ciphers, fixed keys, guessable secrets, comparisons that tell time, unchecked certificates and tokens.

import type { Node } from '../grammar.ts'
import { lengthenKey, useNewTls, useSha256 } from './java-fixes.ts'
import { checkHostName } from './java-fixes-security.ts'
import { fileText, fixedText, java, kindOf, methodAround, methodText, textOf, valueOfName } from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const security = { languages: java, category: 'security' } as const

export const javaCryptoRules: PatternRule[] = [
  {
    ...security,
    id: 'weak-hash',
    fix: useSha256,
    kinds: ['method_invocation'],
    onlyIn: /MessageDigest|DigestUtils|Hashing/,
    severity: 'medium',
    cwe: 'CWE-327',
    title: 'A broken hash function protects data',
    explanation:
      'Two texts with the same MD5 or SHA-1 can be made on purpose, and both are fast to guess. Use SHA-256, and for passwords bcrypt, Argon2 or PBKDF2.',
    find: (call) => {
      const whole = call.text()
      if (/^(\w+\.)*MessageDigest\.getInstance$/.test(`${textOf(call, 'object')}.${calleeName(call)}`)) {
        const name = constantText(argumentsOf(call)[0])
        return name && /^(MD[245]|SHA-?1|SHA)$/i.test(name) && !isChecksum(call) ? call : null
      }
      const known = /^(\w+\.)*(DigestUtils\.(md[25]|sha1?|sha)(Hex|DigestAsHex|Digest)?|Hashing\.(md5|sha1))\(/
      return known.test(whole) && !isChecksum(call) ? call : null
    },
  },
  {
    ...security,
    id: 'weak-cipher',
    kinds: ['method_invocation'],
    onlyIn: /Cipher|KeyGenerator/,
    severity: 'high',
    cwe: 'CWE-327',
    title: 'A broken cipher or mode protects the data',
    explanation: 'DES and RC4 can be broken, and ECB shows the pattern of the data. Use "AES/GCM/NoPadding".',
    find: (call) => {
      if (!/^(\w+\.)*(Cipher|KeyGenerator|SecretKeyFactory)\.getInstance\(/.test(call.text())) return null
      const name = constantText(argumentsOf(call)[0])
      const isCipher = /Cipher$/.test(textOf(call, 'object'))
      if (!name) return null
      const broken = /^(DES|DESede|TripleDES|3DES|RC2|RC4|ARCFOUR|Blowfish)\b/i.test(name)
      return broken || (isCipher && /^AES(\/ECB\b.*)?$/i.test(name)) ? call : null
    },
  },
  {
    ...security,
    id: 'fixed-key',
    kinds: ['object_creation_expression'],
    onlyIn: /SecretKeySpec|IvParameterSpec|GCMParameterSpec|PBEKeySpec|PBEParameterSpec/,
    severity: 'high',
    cwe: 'CWE-321',
    title: 'The key or the initial vector stands in the code',
    explanation:
      'Whoever can read the program can decrypt the data, and a vector used twice gives hints about it. Load keys from a secret store; make vectors with SecureRandom, anew each time.',
    find: (made) => {
      const type = textOf(made, 'type')
      const position = {
        SecretKeySpec: 0,
        IvParameterSpec: 0,
        GCMParameterSpec: 1,
        PBEKeySpec: 0,
        PBEParameterSpec: 0,
      }[type]
      const given = position === undefined ? undefined : argumentsOf(made)[position]
      return given && isFixedBytes(given) ? made : null
    },
  },
  {
    ...security,
    id: 'short-key',
    fix: lengthenKey,
    kinds: ['method_invocation'],
    onlyIn: /KeyPairGenerator/,
    severity: 'medium',
    cwe: 'CWE-326',
    title: 'The key is too short',
    explanation:
      'RSA and DSA keys under 2048 bits can be broken with rented computers. Use 3072 bits, or an elliptic curve.',
    find: (call) => {
      const size = Number(argumentsOf(call)[0]?.text())
      return calleeName(call) === 'initialize' &&
        size > 256 &&
        size < 2048 &&
        /getInstance\("(RSA|DSA|DH)"\)/.test(methodText(call))
        ? call
        : null
    },
  },
  {
    ...security,
    id: 'trust-everybody',
    kinds: ['method_declaration', 'lambda_expression'],
    onlyIn: /checkServerTrusted|HostnameVerifier|hostnameVerifier/,
    severity: 'high',
    cwe: 'CWE-295',
    title: 'Every TLS certificate is accepted',
    explanation:
      'Anybody between the two machines can pose as the server. Use the default trust manager and host name check; put a private authority into a trust store.',
    find: (node) => {
      const body = textOf(node, 'body').replace(/\/\/.*|\s+/g, '')
      if (kindOf(node) === 'lambda_expression')
        return /^(true|\{returntrue;\})$/.test(body) && /[hH]ostnameVerifier/.test(lineOf(node)) ? node : null
      if (textOf(node, 'name') === 'checkServerTrusted')
        return body === '{}' || body === '{return;}' ? node.field('name') : null
      const isVerifier = textOf(node, 'name') === 'verify' && /SSLSession/.test(textOf(node, 'parameters'))
      return isVerifier && body === '{returntrue;}' ? node.field('name') : null
    },
  },
  {
    ...security,
    id: 'host-name-unchecked',
    fix: checkHostName,
    kinds: ['field_access', 'identifier', 'object_creation_expression'],
    onlyIn:
      /NoopHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|AllowAllHostnameVerifier|InsecureTrustManagerFactory|TrustAllStrategy|TrustSelfSignedStrategy/,
    severity: 'high',
    cwe: 'CWE-295',
    title: 'TLS certificates are not checked',
    explanation:
      'Anybody between the two machines can pose as the server. Keep the default checks; put a private authority into a trust store.',
    find: (node) =>
      /^(NoopHostnameVerifier|InsecureTrustManagerFactory|TrustAllStrategy)\.INSTANCE$|ALLOW_ALL_HOSTNAME_VERIFIER$|^new (AllowAllHostnameVerifier|NoopHostnameVerifier)\(\)$/.test(
        node.text(),
      ) && kindOf(node.parent()) !== 'field_access'
        ? node
        : null,
  },
  {
    ...security,
    id: 'old-tls',
    fix: useNewTls,
    kinds: ['method_invocation'],
    onlyIn: /SSLContext/,
    severity: 'medium',
    cwe: 'CWE-327',
    title: 'An outdated version of TLS',
    explanation: 'SSL and TLS before 1.2 can be broken. Ask for "TLSv1.3" or "TLS".',
    find: (call) =>
      /^(\w+\.)*SSLContext\.getInstance\("(SSL|SSLv2|SSLv3|TLSv1|TLSv1\.1)"\)$/.test(call.text()) ? call : null,
  },
]

/** What a fixed name or text stands for. */
function constantText(node: Node | undefined): string | null {
  if (!node) return null
  return fixedText(node) ?? (kindOf(node) === 'identifier' ? fixedText(valueOfName(node, node.text())) : null)
}

const lineOf = (node: Node): string => {
  const statement = node.ancestors().find((one) => /statement$|declaration$/.test(kindOf(one)))
  return statement?.text() ?? ''
}

/** Not to protect anything: to tell versions of a file apart. */
const isChecksum = (call: Node): boolean =>
  /checksum|etag|fingerprint|cache|dedup|gravatar|uuid|contentHash|fileHash|bucket|shard|websocket/i.test(
    methodText(call),
  ) || fileText(call).includes('258EAFA5')

function isFixedBytes(node: Node, depth = 0): boolean {
  const whole = node.text()
  if (/^"(?!.*\$\{).+"\.(getBytes\(.*\)|toCharArray\(\))$/s.test(whole)) return true
  if (/^new byte\[\]\s*\{[\s\d,xXa-fA-F()-]*(byte)?[\s\S]*\}$/.test(whole) && !/[g-z]\w*\(/.test(whole)) return true
  if (
    /^(HexFormat\.of\(\)\.parseHex|Base64\.getDecoder\(\)\.decode|Hex\.decode\w*|DatatypeConverter\.parse\w+)\("[^"]+"\)$/.test(
      whole,
    )
  )
    return true
  if (depth > 2) return false
  if (kindOf(node) === 'method_invocation' && /^(getBytes|toCharArray)$/.test(calleeName(node))) {
    const object = node.field('object')
    return object !== null && kindOf(object) === 'identifier' && fixedText(valueOfName(object, object.text())) !== null
  }
  if (kindOf(node) !== 'identifier') return /^new byte\[\d+\]$/.test(whole)
  const value = valueOfName(node, whole)
  if (!value) return false
  const isEmpty = /^new byte\[\w+\]$/.test(value.text())
  if (isEmpty) return !isFilled(node, whole)
  return isFixedBytes(value, depth + 1)
}

/** Handed to somebody else, or written to, after it was made. */
const isFilled = (node: Node, name: string): boolean =>
  new RegExp(`[(,]\\s*${name}\\s*[,)]|\\b${name}\\s*(\\[[^\\]]*\\])?\\s*=[^=]|\\b${name}\\.`).test(
    methodText(node)
      .replace(/new (Iv|GCM)ParameterSpec\([^)]*\)/g, '')
      .replace(new RegExp(`byte\\[\\]\\s+${name}\\s*=[^;]*;`), ''),
  ) || methodAround(node) === undefined
