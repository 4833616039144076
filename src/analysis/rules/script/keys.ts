// Keys and passwords that are too short, too cheap, or stand in the code.
import { lengthenKey, moreRounds } from './fixes-security.ts'
import { callee, entry, heldBy, isText, lastOf, type Node } from './node.ts'
import { type Script, type ScriptRule, security } from './rule.ts'
import { fullName, source, textOf } from './scope.ts'

export const keyRules: ScriptRule[] = [
  {
    ...security(
      'weak-key',
      'CWE-326',
      'high',
      'The key is too short',
      'Keys of this length have been broken. Use RSA with at least 2048 bits, or an elliptic curve.',
    ),
    fix: lengthenKey,
    kinds: ['Property'],
    onlyIn: /modulusLength/,
    find: ({ key, value }) =>
      key?.name === 'modulusLength' && Number((value as Node).value) < 2048 ? (value as Node) : null,
  },
  {
    ...security(
      'weak-key-derivation',
      'CWE-916',
      'medium',
      'The password hash is too cheap',
      'The few rounds make guessing fast. Use at least 10 rounds of bcrypt, or 100,000 of PBKDF2.',
    ),
    fix: moreRounds,
    kinds: ['CallExpression'],
    onlyIn: /bcrypt|pbkdf2/,
    find: (call, file) => {
      const [secret, second, third] = call.arguments ?? []
      if (secret?.type === 'Literal') return null
      const rounds = (node: Node | undefined) => Number(source(node, file)?.value ?? Number.NaN)
      const full = fullName(call.callee, file)
      if (/bcrypt(js)?\.(hash|hashSync)$/.test(full)) return rounds(second) < 10 ? call : null
      if (/bcrypt(js)?\.genSalt(Sync)?$/.test(full)) return rounds(secret) < 10 ? call : null
      return /crypto\.pbkdf2(Sync)?$/.test(full) && rounds(third) < 10_000 ? call : null
    },
  },
  {
    ...security(
      'hard-coded-key',
      'CWE-798',
      'high',
      'A secret key stands in the code',
      'Everybody who can read the code can sign or decrypt with it. Read it from the environment or a secret store, and replace it.',
    ),
    kinds: ['CallExpression', 'NewExpression'],
    onlyIn:
      /jsonwebtoken|jwt|createHmac|createCipheriv|session|cookieParser|createConnection|createPool|Sequelize|Pool|createTransport|CryptoJS|Strategy/i,
    find: (call, file) => hardCoded(call, file),
  },
]

const withKey: Record<string, number> = {
  sign: 1,
  verify: 1,
  createHmac: 1,
  createCipheriv: 1,
  createDecipheriv: 1,
  cookieParser: 0,
  encrypt: 1,
}
const withOptions =
  /^(session|expressSession|cookieSession|createConnection|createPool|Pool|Client|Sequelize|createTransport|createClient|JwtStrategy|connect|expressJwt|expressjwt|knex)$/

function hardCoded(call: Node, file: Script): Node | null {
  const path = callee(call)
  const name = lastOf(path)
  const at = withKey[name]
  const isKeyed =
    at !== undefined &&
    (/jwt|jsonwebtoken|crypto|cookie-parser|CryptoJS/i.test(`${path} ${fullName(call.callee, file)}`) ||
      /^create/.test(name))
  const key = isKeyed ? call.arguments?.[at] : undefined
  if (key && isSecretText(textOf(key, file))) return source(key, file) ?? key
  if (!withOptions.test(name)) return null
  for (const options of call.arguments ?? []) {
    const property = entry(source(options, file), /^(secret|password|pass|secretOrKey|keys)$/)
    const value = heldBy(property)
    if (value && isText(value) && isSecretText(value.value)) return value
    const auth = heldBy(entry(source(options, file), /^(auth|connection)$/))
    const inner = heldBy(entry(auth, /^(pass|password)$/))
    if (inner && isText(inner) && isSecretText(inner.value)) return inner
  }
  return null
}

const isSecretText = (text: string | undefined) =>
  text !== undefined &&
  text.length >= 4 &&
  !/^(\*+|x+|<.*>|\$\{.*|your[-_ ].*|.*example.*)$/i.test(text) &&
  !/^-----BEGIN PUBLIC/.test(text)
