// Small mends for settings and secrets in scripts: each does what the rule's own words advise.
import { cryptoNames } from './crypto-names.ts'
import { flipped, indentOf, instead, quotedAs, textAt, without } from './mend.ts'
import { above, callee, entry, heldBy, isLoop, isText, lastOf, type Node, pathOf } from './node.ts'
import type { ScriptFix } from './rule.ts'
import { fullName, source, variableOf } from './scope.ts'

const givenValue = (property: Node) => property.value as Node

export const switchOver: ScriptFix = flipped('Switch it over')
export const switchValueOver: ScriptFix = flipped('Switch it over', givenValue)

/** A drop-in for `Math.random()`; where letters are made of it, all of them are drawn. */
export const drawSafely: ScriptFix = (call, file) => {
  if (fullName({ ...call, type: 'Identifier', name: 'crypto', parent: call } as Node, file) !== 'crypto') return null
  const member = call.parent
  const made = member?.type === 'MemberExpression' && member.property?.name === 'toString' ? member.parent : undefined
  const isLetters = made?.type === 'CallExpression' && Number(made.arguments?.[0]?.value) >= 16
  return isLetters
    ? instead('Draw it with crypto.randomUUID', made, "crypto.randomUUID().replaceAll('-', '')")
    : instead('Draw it with crypto', call, '(crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32)')
}

/** Hashes have one length, so nothing is told by it, and a missing value is just another text. */
export const compareEvenly: ScriptFix = (node, file) => {
  const names = cryptoNames(['timingSafeEqual', 'createHash'], file)
  if (!names) return null
  const [compare, hash] = names.local
  const sides = [node.left, node.right].map(
    (side) => `${hash}('sha256').update(String(${textAt(side, file)})).digest()`,
  )
  const not = node.operator?.startsWith('!') ? '!' : ''
  const newText = `${not}${compare}(${sides.join(', ')})`
  return { title: 'Compare with timingSafeEqual', edits: [...names.edits, { at: node.range, newText }] }
}

export const refuseNone: ScriptFix = (marked, file) => {
  if (marked.value === true) return instead('Look at when it expires', marked, 'false')
  const list = marked.parent
  return list?.type === 'ArrayExpression' && (list.elements?.length ?? 0) > 1
    ? without('Take `none` out', marked, list.elements ?? [], file)
    : null
}

export const useTls: ScriptFix = (address, file) => {
  const text = textAt(address, file)
  const safe = text.replace(/^(['"`])(http|ws):/, '$1$2s:')
  return safe === text ? null : instead('Use the encrypted form', address, safe)
}

export const useNewTls: ScriptFix = (version) => {
  const name = version.parent?.key?.name
  const method = /_(client_|server_)?method$/.exec(String(version.value))?.[0] ?? '_method'
  const newer = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', secureProtocol: `TLSv1_2${method}` }[name ?? '']
  return newer ? instead('Ask for a current version', version, quotedAs(version, newer)) : null
}

export const checkCertificates: ScriptFix = (node, file) => {
  const value = node.type === 'Property' ? givenValue(node) : node.right
  const title = 'Check certificates'
  if (node.type === 'Property' && node.key?.name === 'checkServerIdentity')
    return without(title, node, node.parent?.properties ?? [], file)
  if (value?.type !== 'Literal') return null
  if (value.value === false) return instead(title, value, 'true')
  return value.value === 0 ? instead(title, value, '1') : instead(title, value, quotedAs(value, '1'))
}

export const protectCookie: ScriptFix = (marked, file) => {
  const title = 'Switch the protection on'
  const args = marked.arguments ?? []
  const options =
    marked.type === 'Property'
      ? marked.parent
      : args.map((one) => source(one, file)).find((one) => one?.type === 'ObjectExpression')
  const isOff = (one: Node) => /^(httpOnly|secure)$/.test(String(one.key?.name)) && givenValue(one)?.value === false
  const off = (options?.properties ?? []).filter(isOff)
  if (off.length > 0) return { title, edits: off.map((one) => ({ at: givenValue(one).range, newText: 'true' })) }
  const flags = ['httpOnly', 'secure'].filter((name) => !entry(options, new RegExp(`^${name}$`)))
  const missing = flags.map((name) => `${name}: true`).join(', ')
  const last = options ? options.properties?.at(-1) : args.at(-1)
  if (!last) return options ? instead(title, options, `{ ${missing} }`) : null
  const newText = options ? `, ${missing}` : `, { ${missing} }`
  return { title, edits: [{ at: [last.range[1], last.range[1]], newText }] }
}

/** The name is refused before anything is done with it. */
export const refusePrototype: ScriptFix = (node, file) => {
  const key = node.left?.property
  const loop = [...above(node)].find(isLoop)
  const body = loop?.body as Node | undefined
  const first = body?.type === 'BlockStatement' && Array.isArray(body.body) ? body.body[0] : undefined
  const isOwn = loop && key?.type === 'Identifier' && /^For(In|Of)/.test(loop.type)
  const declared = variableOf(key, file)?.defs[0]?.name as unknown as Node | undefined
  if (!isOwn || !first || !declared || declared.range[0] < loop.range[0] || declared.range[0] > first.range[0])
    return null
  const names = ['__proto__', 'constructor', 'prototype'].map((name) => `'${name}'`).join(', ')
  const end = /;$/m.test(textAt(body, file)) ? ';' : ''
  const guard = `if ([${names}].includes(${key.name})) continue${end}\n${indentOf(first, file)}`
  return {
    title: 'Refuse the names of the prototype',
    edits: [{ at: [first.range[0], first.range[0]], newText: guard }],
  }
}

export const hideStack: ScriptFix = (marked, file) => {
  if (marked.type === 'Property') return flipped('Do not show it', givenValue)(marked, file)
  const [given] = marked.arguments ?? []
  const isStack = (node: Node | undefined) => node?.type === 'MemberExpression' && lastOf(pathOf(node)) === 'stack'
  if (isStack(given)) return instead('Answer with a plain message', given, "'Internal server error'")
  const told = given?.type === 'ObjectExpression' ? given.properties?.find((one) => isStack(heldBy(one))) : undefined
  return told ? without('Leave the stack out', told, given?.properties ?? [], file) : null
}

/** Others may do what they could do before, but not write. */
export const closeToOthers: ScriptFix = (call, file) => {
  if (callee(call) === 'process.umask') return instead('Keep others from writing', call.arguments?.[0], '0o022')
  const mode = call.arguments
    ?.map((one) => source(one, file))
    .find((one) => /^['"]?0?o?[0-7]{3,4}['"]?$/.test(one?.raw ?? ''))
  const [, before = '', digits = '', end = ''] = /^(['"]?(?:0o?)?)([0-7]+)(['"]?)$/.exec(mode?.raw ?? '') ?? []
  const closed = (Number.parseInt(digits, 8) & ~0o022).toString(8).padStart(digits.length, '0')
  return instead('Let only the owner write', mode, `${before}${closed}${end}`)
}

export const lengthenKey: ScriptFix = (size) => instead('Use 3072 bits', size, '3072')

/** The number of rounds is kept in each hash, so old ones can still be checked. */
export const moreRounds: ScriptFix = (call, file) => {
  const isSalt = /genSalt(Sync)?$/.test(callee(call))
  const rounds = source(call.arguments?.[isSalt ? 0 : 1], file)
  const isBcrypt = /^bcrypt(js)?\./.test(fullName(call.callee, file))
  return isBcrypt && rounds?.type === 'Literal' && !isText(rounds) ? instead('Use 12 rounds', rounds, '12') : null
}
