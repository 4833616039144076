// Python: keys, tokens, signatures and encrypted connections.
import type { Node } from '../grammar.ts'
import { functionsNamed } from './python-file.ts'
import { compareEvenly, drawSecret, moreRounds } from './python-fixes-security.ts'
import {
  assignedTo,
  callee,
  comparison,
  fileText,
  fixedText,
  functionOf,
  keyword,
  kindOf,
  parts,
  positional,
  resolved,
  statementOf,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const
const secretName =
  /(^|_)(signature|sig|hmac|mac|digest|api_?key|secret|token|password|passwd|passcode|otp|csrf|credentials?)(_|$)/i

export const pythonCryptoRules: PatternRule[] = [
  {
    id: 'timing-unsafe-compare',
    languages,
    kinds: ['comparison_operator'],
    onlyIn: /\b(hmac|hashlib|secrets|headers|Authorization|password)\b/i,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-208',
    title: 'A secret is compared with `==`',
    explanation:
      'The comparison stops at the first difference, so its duration tells how much of a guess was right. Use `hmac.compare_digest`.',
    find: unsafeComparison,
    fix: compareEvenly,
  },
  {
    id: 'fixed-iv',
    languages,
    kinds: ['assignment', 'call', 'keyword_argument'],
    onlyIn: /Crypt|cipher|AES|nacl|pbkdf2|hashlib|bcrypt|scrypt/i,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-329',
    title: 'The start value of the encryption is always the same',
    explanation:
      'With a fixed nonce, IV or salt equal texts give equal ciphertexts, and some modes break altogether. Draw it anew each time with `os.urandom`.',
    find: fixedStart,
  },
  {
    id: 'predictable-secret',
    languages,
    kinds: ['call'],
    onlyIn: /\brandom\b/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-338',
    title: 'A secret is drawn from a predictable generator',
    explanation: '`random` can be predicted from a few of its outputs. Use the `secrets` module.',
    find: predictable,
    fix: drawSecret,
  },
  {
    id: 'ecb-mode',
    languages,
    kinds: ['call'],
    onlyIn: /MODE_ECB/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-327',
    title: 'ECB mode shows the pattern of the data',
    explanation: 'Equal blocks are encrypted to equal blocks, so the structure stays visible. Use GCM.',
    find: (call) => (positional(call).some((one) => /\bMODE_ECB$/.test(one.text())) ? call : null),
  },
  {
    id: 'few-hash-rounds',
    languages,
    kinds: ['call'],
    onlyIn: /pbkdf2|PBKDF2/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-916',
    title: 'The password hash is too quick to guess',
    explanation:
      'With so few rounds a stolen hash is tried out millions of times a second. Use 600,000 rounds of SHA-256.',
    find: (call) => {
      if (!/(^|\.)(pbkdf2_hmac|PBKDF2HMAC|PBKDF2)$/.test(callee(call))) return null
      const given = keyword(call, 'iterations') ?? keyword(call, 'count') ?? positional(call)[3]
      const rounds = given ? resolved(given) : null
      return kindOf(rounds) === 'integer' && Number(rounds?.text().replaceAll('_', '')) < 50_000 ? call : null
    },
    fix: moreRounds,
  },
]

function unsafeComparison(node: Node): Node | null {
  const asked = comparison(node)
  if (!asked || !/^[!=]=$/.test(asked.operator) || functionOf(node).field('name')?.text() === '__eq__') return null
  const sides = [asked.left, asked.right]
  if (sides.some((side) => !/^(identifier|attribute|call|subscript|string)$/.test(kindOf(side)))) return null
  // A length, a kind, or whether there is any, is no secret.
  if (sides.some((side) => /^(len|type|str|int|repr)\(|\.(count|kind|type|name|size|state|status)$/.test(side.text())))
    return null
  if (sides.some((side) => (fixedText(side)?.length ?? 99) < 3)) return null
  if (sides.some((side) => kindOf(side) === 'string') && !sides.some((side) => /passw|api_?key/i.test(side.text())))
    return null
  return sides.some(isSigned) || (sides.every((side) => secretName.test(lastName(side))) && !isParser(node))
    ? node
    : null
}

/** In a parser a token is a word. */
const isParser = (node: Node) =>
  /\b(token\.(type|kind|value)|tokenize|Lexer|lexer|lex\b|Tokenizer)/.test(fileText(node))

const lastName = (node: Node): string => {
  if (kindOf(node) === 'call') return /(\w+)\s*\(.*$/s.exec(node.text())?.[1] ?? ''
  return /(\w+)['"\]]*$/.exec(node.text())?.[1] ?? ''
}

/** What hmac made, by itself, through a variable or through a function of this file. */
function isSigned(side: Node): boolean {
  const value = resolved(side)
  const made = value.text()
  if (/\bhmac\.(new|digest)\(/.test(made)) return true
  if (kindOf(value) !== 'call') return false
  const name = callee(value)
  if (/hexdigest$|digest$/.test(name)) {
    const maker = /^(\w+)\./.exec(name)?.[1]
    return maker !== undefined && assignedTo(functionOf(value), maker).some((one) => /\bhmac\.new\(/.test(one.text()))
  }
  return /^\w+$/.test(name) && functionsNamed(side, name).some((fn) => /\bhmac\.(new|digest)\(/.test(fn.text()))
}

const startName = /^(iv|nonce|salt|init_?vector|initiali[sz]ation_?vector)$/i

function fixedStart(node: Node): Node | null {
  if (kindOf(node) === 'call') {
    const [, , third] = positional(node)
    const mode = /(^|\.)modes\.(CBC|CTR|GCM|OFB|CFB|CFB8)$/.test(callee(node)) ? positional(node)[0] : null
    const start = mode ?? (/(^|\.)(AES|DES3?|Blowfish|ChaCha20\w*)\.new$/.test(callee(node)) ? third : null)
    return start && isFixedBytes(resolved(start)) ? node : null
  }
  const isKeyword = kindOf(node) === 'keyword_argument'
  const name = (node.field(isKeyword ? 'name' : 'left')?.text() ?? '').replace(/^(self\.)?_*/, '')
  const value = node.field(isKeyword ? 'value' : 'right')
  return value && startName.test(name) && isFixedBytes(value) ? node : null
}

/** `b"0" * 16`, `bytes(16)`, `"...".encode()`. */
function isFixedBytes(value: Node): boolean {
  const kind = kindOf(value)
  if (kind === 'string') return /^[rR]?[bB]/.test(value.text()) && (fixedText(value)?.length ?? 0) >= 4
  if (kind === 'binary_operator' && value.field('operator')?.text() === '*')
    return parts(value).some((side) => kindOf(side) === 'string' && fixedText(side) !== null)
  if (kind !== 'call') return false
  const [size, ...more] = positional(value)
  if (callee(value) === 'bytes' && more.length === 0) return kindOf(size) === 'integer'
  if (callee(value) === 'bytes.fromhex') return fixedText(size) !== null
  const object = value.field('function')?.field('object')
  return /\.encode$/.test(callee(value)) && fixedText(object) !== null
}

const drawn = /^random\.(random|randint|randrange|choice|choices|sample|getrandbits|uniform|randbytes)$/
const secretWord =
  /(token|secret|passw(or)?d|passcode|passphrase|nonce|otp|salt|csrf|api_?key|session_?(id|key)|credential|private_?key|\bpin\b|activation_?(code|key)|reset_?(code|key)|verification_?code|auth_?code|encryption_?key)/i

function predictable(call: Node): Node | null {
  const name = callee(call)
  const bare = new RegExp(`^from random import .*\\b${name.replace(/\W/g, '')}\\b`, 'm')
  if (!drawn.test(name) && !(/^\w+$/.test(name) && drawn.test(`random.${name}`) && bare.test(fileText(call))))
    return null
  const statement = statementOf(call)
  const target = /^([\w.[\]'"]+)\s*(?::[^=]+)?\+?=[^=]/.exec(statement.text())?.[1] ?? ''
  const fn = functionOf(call)
  const isReturned = /^return\b/.test(statement.text()) || assignedAndReturned(fn, target)
  const told = isReturned ? `${target} ${fn.field('name')?.text() ?? ''}` : target
  return secretWord.test(told.replace(/(?<=[a-z])(?=[A-Z])/g, '_')) &&
    !/tokeni[sz]e|_tokens?_count|num_tokens/.test(told)
    ? call
    : null
}

const assignedAndReturned = (fn: Node, target: string): boolean =>
  /^\w+$/.test(target) && new RegExp(`\\breturn\\b.*\\b${target}\\b`).test(fn.text())
