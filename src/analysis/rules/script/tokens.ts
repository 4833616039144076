// Tokens, comparisons and connections in JavaScript and TypeScript.
import { checkCertificates, compareEvenly, refuseNone, useNewTls, useTls } from './fixes-security.ts'
import {
  above,
  callee,
  entry,
  functionAround,
  heldBy,
  isFunction,
  isText,
  lastOf,
  type Node,
  nameOf,
  pathOf,
  within,
} from './node.ts'
import { type Script, type ScriptRule, security } from './rule.ts'
import { fullName, functionOf, source, textOf, usesOf, variableOf } from './scope.ts'

const comparedSecret =
  /(^|_|[a-z])(secret|api_?key|signature|hmac|csrf_?token|auth_?token|access_?token|webhook_?secret)$/i

export const tokenRules: ScriptRule[] = [
  {
    ...security(
      'timing-unsafe-compare',
      'CWE-208',
      'medium',
      'A secret is compared in a way that takes longer the more of it is right',
      'From the time of the answer the secret can be guessed piece by piece. Use crypto.timingSafeEqual on two buffers of one length.',
    ),
    fix: compareEvenly,
    kinds: ['BinaryExpression'],
    onlyIn: /secret|token|key|signature|hmac|digest/i,
    find: (node, file) => {
      if (!/^[!=]==?$/.test(node.operator ?? '')) return null
      const sides = [node.left, node.right]
      if (sides.some((side) => isPlainValue(side, file))) return null
      if (sides.some((side) => isMac(side, file) || isEnvironmentSecret(side, file))) return node
      return sides.every((side) => comparedSecret.test(lastOf(pathOf(side)))) ? node : null
    },
  },
  {
    ...security(
      'jwt-unverified',
      'CWE-347',
      'critical',
      'The token is read without checking its signature',
      'Anybody can write such a token and be whoever he likes. Use verify with the key and the allowed algorithms.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /jsonwebtoken|jose|jwt/i,
    find: (call, file) => {
      const full = fullName(call.callee, file)
      if (!/^(jsonwebtoken\.decode|jose\.decodeJwt|jwt-simple\.decode)$/.test(full)) return null
      const [, key, third] = call.arguments ?? []
      if (/^jwt-simple/.test(full))
        return third && textOf(third, file) === undefined && third.value === true ? call : null
      if (heldBy(entry(key, /^complete$/))?.value === true) return null
      const around = functionAround(call)
      if (/decode|parse|peek|inspect|header|unverified|unsafe/i.test(nameOf(around))) return null
      const verifies = (one: Node) => /verify/i.test(lastOf(callee(one)))
      const isVerified = (around && [...within(around)].some(verifies)) || [...above(call)].some(verifies)
      return isVerified || onlyLooksAtTimes(call, file) ? null : call
    },
  },
  {
    ...security(
      'jwt-weak-check',
      'CWE-347',
      'critical',
      'The check of the token can be passed without a key',
      'With the algorithm `none`, or without a key, a token needs no signature. Name the one algorithm that is used and pass its key.',
    ),
    fix: refuseNone,
    kinds: ['CallExpression'],
    onlyIn: /jsonwebtoken|jose|jwt/i,
    find: (call, file) => {
      if (!/^(verify|sign|jwtVerify|expressJwt|expressjwt)$/.test(lastOf(callee(call)))) return null
      const [, key, options] = call.arguments ?? []
      for (const given of call.arguments ?? []) {
        const algorithms = heldBy(entry(source(given, file), /^algorithms?$/))
        const all = algorithms?.type === 'ArrayExpression' ? (algorithms.elements ?? []) : [algorithms]
        const none = all.find((one) => isText(one ?? undefined) && /^none$/i.test(String(one?.value)))
        if (none) return none
      }
      const isJwt = /jwt|jsonwebtoken/i.test(fullName(call.callee, file))
      const isVerify = lastOf(callee(call)) === 'verify'
      const noKey = key?.type === 'Literal' && (key.value === null || key.value === '' || key.value === false)
      if (isJwt && isVerify && noKey) return call
      const expired = heldBy(entry(options, /^ignoreExpiration$/))
      return isJwt && isVerify && expired?.value === true ? expired : null
    },
  },
  {
    ...security(
      'insecure-url',
      'CWE-319',
      'medium',
      'Data goes over the network unencrypted',
      'Everybody on the way can read and change it. Use https: or wss:.',
    ),
    fix: useTls,
    kinds: ['CallExpression', 'NewExpression'],
    onlyIn: /\b(http|ws|ftp):\/\//,
    find: (call, file) => {
      if (!takesAddress.test(callee(call))) return null
      const address = headOf(call.arguments?.[0], file)
      return address && /^(http|ws|ftp):\/\/[^/:]/.test(address.text) && !isNearby(address.text) ? address.at : null
    },
  },
  {
    ...security(
      'tls-weak',
      'CWE-327',
      'medium',
      'An old version of TLS is allowed',
      'TLS 1.0, 1.1 and SSL have known attacks. Use TLS 1.2 or later.',
    ),
    fix: useNewTls,
    kinds: ['Property'],
    onlyIn: /minVersion|secureProtocol|maxVersion/,
    find: ({ key, value }) =>
      /^(minVersion|maxVersion|secureProtocol)$/.test(key?.name ?? '') &&
      /^(TLSv1(\.1|_1)?(_method|_server_method|_client_method)?|SSLv[23]\w*)$/.test(String((value as Node).value))
        ? (value as Node)
        : null,
  },
  {
    ...security(
      'tls-unverified',
      'CWE-295',
      'high',
      'TLS certificates are not checked',
      'Anybody between the two machines can pose as the server and read or change everything. For a private authority, pass its certificate in `ca`.',
    ),
    fix: checkCertificates,
    kinds: ['Property', 'AssignmentExpression'],
    onlyIn: /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|strictSSL|checkServerIdentity/,
    find: (node, file) => {
      const name = node.type === 'Property' ? String(node.key?.name ?? node.key?.value) : lastOf(pathOf(node.left))
      const value = node.type === 'Property' ? (node.value as Node) : node.right
      if (/^(rejectUnauthorized|strictSSL)$/.test(name)) return source(value, file)?.value === false ? node : null
      if (
        name === 'NODE_TLS_REJECT_UNAUTHORIZED' ||
        /NODE_TLS_REJECT_UNAUTHORIZED/.test(file.text.slice(...(node.left ?? node).range))
      )
        return /^(0|false)$/.test(String(value?.value)) ? node : null
      const isEmpty =
        value !== undefined && isFunction(value) && !/throw|if|\?|&&|Error/.test(file.text.slice(...value.range))
      return name === 'checkServerIdentity' && isEmpty ? node : null
    },
  },
]

/** A fixed value, nothing, or what `typeof` says: no secret is learned from it. */
function isPlainValue(side: Node | undefined, file: Script): boolean {
  const at = source(side, file)
  return (
    !at ||
    /^(Literal|UnaryExpression|TemplateLiteral|ArrayExpression)$/.test(at.type) ||
    (at.type === 'Identifier' && at.name === 'undefined') ||
    (/\.length$|^[A-Z][A-Za-z]*\.[A-Z]|(^|\.)[A-Z][A-Z0-9_]+$/.test(pathOf(side)) && !/process\.env/.test(pathOf(at)))
  )
}

/** Made with createHmac, here or by a function of this file; or a digest under a telling name. */
function isMac(side: Node | undefined, file: Script): boolean {
  const at = source(side, file)
  if (at?.type !== 'CallExpression') return false
  if (/createHmac\(\).*\.digest$/.test(callee(at))) return true
  const own = functionOf(at.callee, file)
  return own !== undefined && [...within(own)].some((one) => /(^|\.)createHmac$/.test(callee(one)))
}

/** `process.env.API_TOKEN`, also with a fallback. */
function isEnvironmentSecret(side: Node | undefined, file: Script): boolean {
  const at = source(side, file)
  if (at?.type === 'LogicalExpression') return isEnvironmentSecret(at.left, file)
  return /^process\.env\.\w*(SECRET|TOKEN|API_?KEY|PASSWORD|PASSWD)\w*$/.test(pathOf(at))
}

const times = /^(exp|iat|nbf|header|kid|alg)$/

/** Only when it ends, or which key it names, is asked. */
function onlyLooksAtTimes(call: Node, file: Script): boolean {
  let at: Node = call
  while (at.parent && /^(ChainExpression|TSAsExpression|TSNonNullExpression)$/.test(at.parent.type)) at = at.parent
  const { parent } = at
  if (parent?.type === 'MemberExpression') return times.test(parent.property?.name ?? '')
  if (parent?.type !== 'VariableDeclarator') return false
  if (parent.id?.type === 'ObjectPattern')
    return (parent.id.properties ?? []).every(({ key }) => times.test(key?.name ?? ''))
  const variable = variableOf(parent.id, file)
  const uses = variable ? usesOf(variable).filter((use) => use !== parent.id) : []
  const members = uses.filter(({ parent: user }) => user?.type === 'MemberExpression')
  const tests = uses.filter((use) =>
    [...above(use)].some(({ type }) => /^(IfStatement|LogicalExpression|UnaryExpression)$/.test(type)),
  )
  return (
    members.length > 0 &&
    members.every(({ parent: user }) => times.test(user?.property?.name ?? '')) &&
    uses.every((use) => members.includes(use) || tests.includes(use))
  )
}

const takesAddress =
  /^(fetch|axios|got|ky|request|needle|superagent|WebSocket|ws|EventSource|(axios|got|ky|http|https|superagent|request|needle)\.\w+|(this\.)?(http|httpClient|client)\.(get|post|put|patch|delete))$/

/** The text an address begins with, and the literal where it stands. */
function headOf(node: Node | undefined, file: Script): { text: string; at: Node } | null {
  const at = source(node, file)
  if (isText(at)) return { text: at.value, at }
  if (at?.type === 'ConditionalExpression') {
    const [yes, no] = [headOf(at.consequent as Node, file), headOf(at.alternate, file)]
    return yes && isNearby(yes.text) ? no : yes
  }
  if (at?.type === 'BinaryExpression' && at.operator === '+') return headOf(at.left, file)
  if (at?.type === 'TemplateLiteral') {
    const first = at.quasis?.[0]?.value.cooked ?? ''
    return first !== '' ? { text: first, at } : headOf(at.expressions?.[0], file)
  }
  return callee(at) === 'URL' ? headOf(at?.arguments?.[0], file) : null
}

/** On this machine, in this network, or no address of a machine at all. */
const isNearby = (address: string) =>
  /^\w+:\/\/(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[|[\w-]+([:/?]|$)|[^/]*\.(local|internal|test|lan|svc|cluster\.local|localhost|invalid)([:/]|$)|(www\.)?(w3|xmlsoap|json-schema|purl|schema)\.org)/i.test(
    address,
  )
