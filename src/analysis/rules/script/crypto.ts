// Secrets and ciphers in JavaScript and TypeScript: weak algorithms, fixed nonces, predictable or hard-coded secrets.
import { drawSafely } from './fixes-security.ts'
import { above, callee, entry, functionAround, heldBy, isFunction, lastOf, type Node, nameOf, pathOf } from './node.ts'
import { type Script, type ScriptRule, security } from './rule.ts'
import { fullName, source, textOf, usesOf, variableOf } from './scope.ts'

const password = /passw(or)?d|passphrase|\bpwd\b|\bpin\b/i
const secretive = /passw(or)?d|passphrase|\bpwd\b|\bpin\b|secret|token|signature|credential|api_?key/i
const drawn =
  /(token|secret|passw(or)?d|\botp|nonce|session_?id|csrf|xsrf|api_?key|\bsalt|(login|verification|verify|reset|auth|access|invite|confirmation|one_?time|sms|mfa|security|recovery|backup)_?(code|pin|key)|voucher|coupon)/i

export const cryptoRules: ScriptRule[] = [
  {
    ...security(
      'weak-hash',
      'CWE-916',
      'high',
      'A password is hashed with a fast function',
      'Whoever gets the hashes tries billions of passwords a second. Use scrypt, bcrypt or argon2, with a salt for each password.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /md5|sha-?1|sha-?256|sha-?512|sha3/i,
    find: (call, file) => {
      const name = callee(call)
      if (/^(CryptoJS\.(MD5|SHA1|SHA256|SHA512)|md5|sha1|sha256|hashSync\.md5)$/.test(name))
        return secretive.test(file.code.getText(call.arguments?.[0] as never)) &&
          password.test(file.code.getText(call as never))
          ? call
          : null
      if (!/(^|\.)createHash$/.test(name)) return null
      const algorithm = textOf(call.arguments?.[0], file)?.toLowerCase() ?? ''
      const weak = /^(md[245]|sha-?1|rmd160|ripemd160)$/.test(algorithm)
      if (!weak && !/^sha/.test(algorithm)) return null
      const hashed = hashedData(call, file)
      if (password.test(hashed)) return call
      const around = functionAround(call)
      const says = around ? `${nameOf(around)} ${around.params?.map(pathOf).join(' ')}` : ''
      return weak && (secretive.test(hashed) || password.test(says)) ? call : null
    },
  },
  {
    ...security(
      'weak-cipher',
      'CWE-327',
      'high',
      'This cipher is broken or used in a weak mode',
      'DES and RC4 can be searched through, ECB shows which blocks are equal, and createCipher makes the key of the password in one step. Use aes-256-gcm with createCipheriv and a fresh nonce.',
    ),
    kinds: ['CallExpression', 'MemberExpression'],
    onlyIn: /cipher|CryptoJS/i,
    find: (node, file) => {
      if (node.type === 'MemberExpression')
        return /^CryptoJS\.(DES|TripleDES|RC4|RC4Drop|Rabbit|mode\.ECB)$/.test(pathOf(node)) ? node : null
      const name = lastOf(callee(node))
      if (/^(createCipher|createDecipher)$/.test(name))
        return (node.arguments?.length ?? 0) < 4 && fullName(node.callee, file).includes('crypto') ? node : null
      if (name !== 'createCipheriv') return null
      const algorithm = textOf(node.arguments?.[0], file) ?? ''
      return /^(des|3des|rc2|rc4|bf|blowfish|cast|idea|seed)|-ecb$|^aes-?\d*-?ecb/i.test(algorithm) ? node : null
    },
  },
  {
    ...security(
      'static-iv',
      'CWE-329',
      'high',
      'The nonce is the same every time',
      'Two messages with one key and one nonce give their texts away. Draw it with randomBytes and send it along.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /createCipheriv|encrypt/,
    find: (call, file) => {
      const name = callee(call)
      const iv = /(^|\.)createCipheriv$/.test(name)
        ? call.arguments?.[2]
        : /subtle\.encrypt$/.test(name)
          ? heldBy(entry(source(call.arguments?.[0], file), /^(iv|counter)$/))
          : undefined
      return iv && isFixed(iv, file) ? call : null
    },
  },
  {
    ...security(
      'predictable-secret',
      'CWE-338',
      'high',
      'A secret is drawn from a predictable generator',
      'Math.random can be predicted from a few of its outputs. Use crypto.randomBytes, crypto.randomInt or crypto.randomUUID.',
    ),
    fix: drawSafely,
    kinds: ['CallExpression'],
    onlyIn: /Math\.random/,
    find: (call) => (callee(call) === 'Math.random' && drawn.test(purposeOf(call)) ? call : null),
  },
]

/** The text of what goes into a hash: in the chain of calls, or by way of its variable. */
function hashedData(call: Node, file: Script): string {
  const texts: string[] = []
  let at: Node | undefined = call
  for (; at?.parent; at = at.parent) {
    if (at.type === 'CallExpression' && at !== call && /update$/.test(callee(at)))
      texts.push(file.code.getText(at.arguments?.[0] as never))
    if (!/^(MemberExpression|CallExpression|ChainExpression)$/.test(at.parent.type) || at.parent.callee === call) {
      if (at.parent.type === 'VariableDeclarator') break
      if (!/^(MemberExpression|CallExpression)$/.test(at.parent.type)) break
    }
    if (at.parent.arguments?.includes(at)) break
  }
  const variable = at?.parent?.type === 'VariableDeclarator' ? variableOf(at.parent.id, file) : null
  for (const use of variable ? usesOf(variable) : []) {
    const update = use.parent?.parent
    if (update?.type === 'CallExpression' && /\.update$/.test(callee(update)))
      texts.push(file.code.getText(update.arguments?.[0] as never))
  }
  return texts.join(' ')
}

/** Text, zeros or a constant that nothing fills. */
function isFixed(node: Node, file: Script): boolean {
  if (textOf(node, file) !== undefined) return true
  const at = source(node, file)
  if (!at || !isFixedBytes(at, file)) return false
  const variable = variableOf(node, file)
  // randomFillSync(iv), getRandomValues(iv), iv.writeUInt32BE(...), iv[0] = ...
  return !(variable && usesOf(variable).some(({ parent }) => isFilling(parent, file)))
}

const isFilling = (parent: Node | undefined, file: Script): boolean =>
  (parent?.type === 'CallExpression' && /random|fill/i.test(callee(parent))) ||
  (parent?.type === 'MemberExpression' &&
    (/^(write|set|fill|copy)/.test(lastOf(pathOf(parent))) || /^\s*=[^=]/.test(file.text.slice(parent.range[1]))))

function isFixedBytes(at: Node, file: Script): boolean {
  const name = callee(at)
  if (/^(Buffer\.alloc|Uint8Array)$/.test(name))
    return at.arguments?.[0]?.type !== 'ArrayExpression' || isConstantList(at.arguments[0])
  if (/^(Buffer\.from|Uint8Array\.from)$/.test(name)) {
    const [first] = at.arguments ?? []
    return first?.type === 'ArrayExpression' ? isConstantList(first) : textOf(first, file) !== undefined
  }
  if (/CryptoJS\.enc\.\w+\.parse$/.test(name)) return textOf(at.arguments?.[0], file) !== undefined
  if (/\.encode$/.test(name)) return textOf(at.arguments?.[0], file) !== undefined
  return (
    /\.(slice|subarray|padEnd|repeat)$/.test(name) && at.callee?.object !== undefined && isFixed(at.callee.object, file)
  )
}

const isConstantList = (list: Node) => (list.elements ?? []).every((item) => item?.type === 'Literal')

/** The names a drawn value goes into, up to the function that draws it. */
function purposeOf(call: Node): string {
  const names: string[] = []
  for (const at of above(call)) {
    if (at.type === 'VariableDeclarator') names.push(pathOf(at.id))
    else if (at.type === 'AssignmentExpression') names.push(lastOf(pathOf(at.left)))
    else if (at.type === 'Property' && !at.computed) names.push(String(at.key?.name ?? at.key?.value))
    else if (/^(IfStatement|ConditionalExpression)$/.test(at.type)) return names.join(' ')
    else if (isFunction(at) && nameOf(at)) return [...names, nameOf(at)].join(' ')
  }
  return names.join(' ')
}
