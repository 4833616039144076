// Small mends for weaknesses and leaks that our rules find in Python.
import type { Node } from '../grammar.ts'
import { all, indentOf, instead } from './mending.ts'
import { importOf, indented, restOf, withKeywords } from './python-edits.ts'
import {
  callee,
  comparison,
  fixedText,
  following,
  functionOf,
  isFalse,
  isInside,
  isTrue,
  keyword,
  kindOf,
  parts,
  positional,
  resolved,
  statementOf,
} from './python-tree.ts'
import type { Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

export const compareEvenly: Fix = (node) => {
  const asked = comparison(node)
  if (!asked) return null
  const text = `hmac.compare_digest(${asked.left.text()}, ${asked.right.text()})`
  return all(
    'Compare with hmac.compare_digest',
    { at: node, newText: asked.operator === '!=' ? `not ${text}` : text },
    ...importOf(node, 'import hmac'),
  )
}

export const drawSecret: Fix = (call) => {
  const drawn = /(\w+)$/.exec(callee(call))?.[1]
  const own: Record<string, string> = {
    choice: 'secrets.choice',
    getrandbits: 'secrets.randbits',
    randbytes: 'secrets.token_bytes',
  }
  const at = call.field('function')
  return at && drawn
    ? all(
        'Draw it with secrets',
        { at, newText: own[drawn] ?? `secrets.SystemRandom().${drawn}` },
        ...importOf(call, 'import secrets'),
      )
    : null
}

export const moreRounds: Fix = (call) => {
  const given = keyword(call, 'iterations') ?? keyword(call, 'count') ?? positional(call)[3]
  const rounds = given ? resolved(given) : null
  return kindOf(rounds) === 'integer' ? instead('Use 600,000 rounds', rounds, '600_000') : null
}

export const useHttps: Fix = (given) => {
  const value = resolved(given)
  return kindOf(value) === 'string'
    ? instead('Use https', value, value.text().replace(/^(\w*["']+)http:\/\//i, '$1https://'))
    : null
}

export const closeParser: Fix = (call) => {
  const wrong = { resolve_entities: 'False', no_network: 'True', load_dtd: 'False' }
  const edits = Object.entries(wrong).flatMap(([name, newText]) => {
    const at = keyword(call, name)
    return at && (isTrue(at) || isFalse(at)) && at.text() !== newText ? [{ at, newText }] : []
  })
  const [feature, on] = positional(call)
  if (/\.setFeature$/.test(callee(call)) && feature && on)
    return instead('Switch it off', on, on.text() === '1' ? '0' : 'False')
  return edits.length > 0 ? { title: 'Read no entities', edits } : null
}

/** A context refuses the one without the other, so both are set together. */
export const checkCertificates: Fix = (node) => {
  const object = /^(.+)\.(check_hostname|verify_mode)$/.exec(node.field('left')?.text() ?? '')?.[1]
  if (!object) return trusted(node)
  const block = statementOf(node).parent()
  const pair = parts(block).flatMap((one) => {
    const [set] = parts(one)
    const name = set?.field('left')?.text()
    return kindOf(set) === 'assignment' &&
      set &&
      (name === `${object}.check_hostname` || name === `${object}.verify_mode`)
      ? [set]
      : []
  })
  const edits = pair.flatMap((one) => trusted(one)?.edits ?? [])
  return edits.length > 0 ? { title: 'Check certificates', edits } : null
}

function trusted(node: Node): Mend | null {
  const value = node.field('right') ?? node.field('value')
  const text = value?.text() ?? ''
  const name = (node.field('name') ?? node.field('left'))?.text() ?? ''
  if (name === 'ssl') return null
  const newText = isFalse(value ?? null)
    ? 'True'
    : text.replace(/CERT_NONE/, 'CERT_REQUIRED').replace(/_create_unverified_context$/, 'create_default_context')
  return instead('Check certificates', value, newText)
}

export const newTls: Fix = (node) => {
  const old = /\b(TLSVersion\.|PROTOCOL_)(SSLv2|SSLv3|TLSv1|TLSv1_1)\b/
  return instead('Ask for TLS 1.2', node, node.text().replace(old, '$1TLSv1_2'))
}

/** Only where the key and the algorithms are there to check with. */
export const checkSignature: Fix = (call) => {
  const algorithms = keyword(call, 'algorithms')
  const hasKey = positional(call).length > 1 || keyword(call, 'key') !== null
  if (!algorithms || !hasKey) return null
  const named = parts(algorithms).filter((one) => fixedText(one) !== null)
  const kept = named.filter((one) => fixedText(one)?.toLowerCase() !== 'none')
  if (kindOf(algorithms) === 'list' && kept.length < named.length)
    return kept.length > 0
      ? instead('Allow signed tokens only', algorithms, `[${kept.map((one) => one.text()).join(', ')}]`)
      : null
  const verify = keyword(call, 'verify')
  if (isFalse(verify)) return instead('Check the signature', verify, 'True')
  const options = keyword(call, 'options')
  const told = options ? resolved(options) : null
  const entry = parts(told).find((one) => kindOf(one) === 'pair' && fixedText(one.field('key')) === 'verify_signature')
  return instead('Check the signature', entry?.field('value'), 'True')
}

export const protectCookie: Fix = (call) => {
  const httpOnly = keyword(call, 'httpOnly') ? 'httpOnly' : 'httponly'
  return positional(call).length < 4
    ? all('Set both flags', ...(withKeywords(call, { secure: 'True', [httpOnly]: 'True' }) ?? [null]))
    : null
}

export const turnSetting: Fix = (node) => {
  const value = node.field('right')
  return instead('Leave the protection on', value, isTrue(value) ? 'False' : 'True')
}

export const leaveCheckOn: Fix = (decorator) => instead('Leave the check on', decorator, '')

const closes =
  /^(open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|socket\.socket|socket\.create_connection|tarfile\.open|zipfile\.ZipFile|os\.fdopen|urlopen|urllib\.request\.urlopen)$|^[\w.()'"]*\.open$|(^|\.)(ThreadPoolExecutor|ProcessPoolExecutor|ClientSession)$/

/** The rest of the block moves into a `with` statement. */
export const openInWith: Fix = (value) => {
  const assignment = value.parent()
  const name = assignment?.field('left')?.text() ?? ''
  const statement = statementOf(value)
  const rest = restOf(statement)
  if (!closes.test(callee(value)) || !/^\w+$/.test(name) || assignment?.field('type') || indentOf(statement) === null)
    return null
  const fn = functionOf(value)
  const isAsync = /ClientSession$/.test(callee(value))
  if (isAsync && !/^async\b/.test(fn.text())) return null
  const uses = fn.findAll({ rule: { kind: 'identifier', regex: `^${name}$` } })
  const stays = uses.every((use) => isInside(use, statement) || rest.some((one) => isInside(use, one)))
  const moved = stays && following(statement).length > 0 && !handsOn(rest, name) ? indented(rest) : null
  const head = `${isAsync ? 'async ' : ''}with ${value.text()} as ${name}:`
  return moved ? { title: 'Open it in a with statement', edits: [{ at: statement, newText: head }, ...moved] } : null
}

/** Something that reads later is given back. */
const handsOn = (rest: Node[], name: string): boolean =>
  rest.some((one) =>
    [...one.findAll({ rule: { kind: 'return_statement' } }), one]
      .filter((node) => kindOf(node) === 'return_statement')
      .some((node) =>
        new RegExp(
          `\\b(csv\\.\\w+|iter|enumerate|map|filter|zip|reversed|submit|iterparse|scan_\\w+)\\(.*\\b${name}\\b|\\(.*\\bfor\\b.*\\bin ${name}\\b`,
          's',
        ).test(node.text()),
      ),
  )
