// Small mends for weaknesses that our rules find in Go.
import type { Node } from '../grammar.ts'
import { importOf, textOf, usesOf } from './go-edits.ts'
import { handOnError } from './go-fixes-errors.ts'
import { fixedText, functionAround, kindOf, parts, root } from './go-tree.ts'
import { all, instead, type MendEdit } from './mending.ts'
import { argumentsOf, calleeName, type Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

export const checkCertificates: Fix = (node) =>
  instead('Check certificates', node, node.text().replace(/true$/, 'false'))

export const newTls: Fix = (node) =>
  instead('Ask for TLS 1.2', node, node.text().replace(/tls\.Version(SSL30|TLS10|TLS11)$/, 'tls.VersionTLS12'))

export const longKey: Fix = (call) => {
  const last = argumentsOf(call).at(-1)
  return /^rsa\./.test(call.text())
    ? instead('Use 3072 bits', last, '3072')
    : instead('Use the usual cost', last, 'bcrypt.DefaultCost')
}

/** The old package's import goes along when nothing else needs it. A password wants more than another hash. */
export const useSha256: Fix = (call) => {
  const [, hash, name] = /^(md5|sha1)\.(Sum|New)\(/.exec(call.text()) ?? []
  const around = `${textOf(functionAround(call)?.field('name'))} ${call.text()}`
  const callee = call.field('function')
  const file = root(call).text()
  if (
    !hash ||
    !callee ||
    /passw|passphrase|pwd/i.test(around) ||
    /\[(16|20)\]byte|(md5|sha1)\.(Size|BlockSize)/.test(file)
  )
    return null
  const edits: (MendEdit | null)[] = [{ at: callee, newText: name === 'Sum' ? 'sha256.Sum256' : 'sha256.New' }]
  const old = root(call)
    .findAll({ rule: { kind: 'import_spec' } })
    .find((one) => one.text() === `"crypto/${hash}"`)
  if (usesOf(call, hash) > 1) edits.push(...(importOf(call, 'crypto/sha256') ?? [null]))
  else if (!old) return null
  else edits.push({ at: old, newText: /"crypto\/sha256"/.test(file) ? '' : '"crypto/sha256"' })
  return all('Use SHA-256', ...edits)
}

export const leaveOut: Fix = (node) => {
  const around = node.parent()
  if (kindOf(around) !== 'binary_expression' || textOf(around?.field('operator')) !== '|') return null
  const [left, right] = [around?.field('left'), around?.field('right')]
  return instead('Leave it out', around, textOf(left?.id() === node.id() ? right : left))
}

/** Everywhere in the file nothing but bytes is drawn: the other package does the same. */
export const otherPackage: Fix = (call) => {
  const file = root(call)
  const uses = [...file.text().matchAll(/(?<![\w."/])rand\.(\w+)/g)].map((match) => match[1])
  const spec = file.findAll({ rule: { kind: 'import_spec' } }).find((one) => /^"math\/rand"$/.test(one.text()))
  return uses.every((name) => name === 'Read') ? instead('Take crypto/rand', spec, '"crypto/rand"') : null
}

/** Arrays cannot be handed over like this. */
export const compareEvenly: Fix = (node) => {
  const isCall = kindOf(node) === 'call_expression'
  const [left, right] = isCall ? argumentsOf(node) : [node.field('left'), node.field('right')]
  const arrays = /sha\d+\.Sum\d*\(|md5\.Sum\(|\[\d+\]byte/.test(textOf(functionAround(node)))
  // Without its last use the import would not compile.
  if (!left || !right || arrays || (isCall && usesOf(node, 'bytes') < 2)) return null
  const not = textOf(node.field('operator')) === '!=' ? '!' : ''
  const given = [left, right].map((side) => (isCall ? side.text() : `[]byte(${side.text()})`)).join(', ')
  return all(
    'Compare with hmac.Equal',
    { at: node, newText: `${not}hmac.Equal(${given})` },
    ...(importOf(node, 'crypto/hmac') ?? [null]),
  )
}

export const keepTokenError: Fix = (node) => (kindOf(node) === 'short_var_declaration' ? handOnError(node) : null)

export const protectCookie: Fix = (node) => {
  if (kindOf(node) === 'call_expression') {
    const off = argumentsOf(node)
      .slice(5, 7)
      .filter((one) => one.text() === 'false')
    return off.length > 0 ? { title: 'Set both flags', edits: off.map((at) => ({ at, newText: 'true' })) } : null
  }
  const body = node.field('body')
  const fields = parts(body)
  const httpOnly = /^fiber\./.test(textOf(node.field('type'))) ? 'HTTPOnly' : 'HttpOnly'
  const edits: MendEdit[] = []
  const missing = ['Secure', httpOnly].filter((name) => {
    const field = fields.find((one) => one.text().startsWith(`${name}:`))
    if (field && /false$/.test(field.text())) edits.push({ at: field, newText: `${name}: true` })
    return !field
  })
  const last = fields.at(-1)
  if (missing.length === 0 || !last) return edits.length > 0 ? { title: 'Set both flags', edits } : null
  const isLong = last.range().start.line !== body?.range().start.line
  const added = missing.map((name) => `${name}: true`)
  const blanks = isLong ? `\n${' '.repeat(0)}${'\t'.repeat(last.range().start.column)}` : ' '
  const own = edits.find((edit) => edit.at.id() === last.id())
  const text = `${own?.newText ?? last.text()},${blanks}${added.join(`,${blanks}`)}`
  return { title: 'Set both flags', edits: [...edits.filter((edit) => edit !== own), { at: last, newText: text }] }
}

export const endDebugging: Fix = (node) => {
  if (kindOf(node) === 'import_spec') return null
  return instead(
    'Switch it off',
    node,
    node
      .text()
      .replace('gin.DebugMode', 'gin.ReleaseMode')
      .replace(/=\s*true$/, '= false'),
  )
}

/** The literal, here or where the name is given it. */
export const useHttps: Fix = (call) => {
  for (const one of argumentsOf(call)) {
    if (!/^http:\/\//.test(fixedText(one) ?? '')) continue
    const known = kindOf(one) === 'identifier' ? literalOf(one) : one
    return instead('Use https', known, textOf(known).replace('http://', 'https://'))
  }
  return null
}

const literalOf = (name: Node): Node | null =>
  root(name)
    .findAll({ rule: { any: [{ kind: 'const_spec' }, { kind: 'var_spec' }, { kind: 'short_var_declaration' }] } })
    .find((one) => textOf(one.field('name') ?? one.field('left')) === name.text() && /"http:/.test(one.text()))
    ?.find({ rule: { kind: 'interpreted_string_literal', regex: '^"http:' } }) ?? null

export const guessless: Fix = (call) => {
  const [path] = argumentsOf(call)
  const [, folder, name, end = ''] =
    /^"(\/(?:var\/)?tmp(?:\/[\w./-]+?)?)\/([\w-]+)(\.[\w.]+)?"$/.exec(textOf(path)) ?? []
  const callee = call.field('function')
  return folder && textOf(callee) === 'os.Create' && callee
    ? instead('Use os.CreateTemp', call, `os.CreateTemp("${folder}", "${name}-*${end}")`)
    : null
}

export const closeToOthers: Fix = (call) => {
  const mode = argumentsOf(call).at(-1)
  const [, sign = '', bits = ''] = /^(0o?)([0-7]{1,4})$/.exec(textOf(mode)) ?? []
  if (calleeName(call) === 'Umask') return instead('Let only the owner write', mode, '0o022')
  const kept = [...bits].map((digit, index) => (index < bits.length - 2 ? digit : String(Number(digit) & 5))).join('')
  return bits ? instead('Let only the owner write', mode, `${sign}${kept}`) : null
}

/** Where the value is only handed to a template. */
export const passPlain: Fix = (node) => {
  const [value] = argumentsOf(node)
  const around = node.ancestors().find((one) => /^(argument_list|composite_literal)$/.test(kindOf(one)))
  const isData =
    kindOf(around) === 'argument_list'
      ? /\.Execute(Template)?$/.test(textOf(around?.parent()?.field('function')))
      : /^(map\[string\](any|interface\{\})|gin\.H|echo\.Map|fiber\.Map)$/.test(textOf(around?.field('type')))
  return isData ? instead('Pass plain text', node, textOf(value)) : null
}
