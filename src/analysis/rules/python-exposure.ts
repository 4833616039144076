// Python: secrets in logs, addresses in the open, parsers that fetch what a document names, patterns that never end.
import type { Node } from '../grammar.ts'
import { closeParser, useHttps } from './python-fixes-security.ts'
import {
  callee,
  fixedText,
  functionOf,
  isFalse,
  isTrue,
  keyword,
  kindOf,
  parts,
  positional,
  resolved,
} from './python-tree.ts'
import { backtracks } from './redos.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonExposureRules: PatternRule[] = [
  {
    id: 'secret-in-log',
    languages,
    kinds: ['call'],
    onlyIn: /passw|secret|api_?key|token|private_?key|credential|ssn|cvv|card_number/i,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-532',
    title: 'A secret is written to the log',
    explanation:
      'Logs are copied, searched and kept by many who should not know it. Leave it out, or log whether there is one.',
    find: loggedSecret,
  },
  {
    id: 'insecure-url',
    languages,
    kinds: ['call'],
    onlyIn: /http:\/\/|ftp:\/\//,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-319',
    title: 'Data travels over http in the open',
    explanation: 'Anybody on the way can read and change it. Use https.',
    find: openAddress,
    fix: useHttps,
  },
  {
    id: 'xml-entities',
    languages,
    kinds: ['call'],
    onlyIn: /XMLParser|feature_external|setFeature/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-611',
    title: 'The XML parser reads what a document names',
    explanation: 'A document can make it read files or call servers. Pass `resolve_entities=False, no_network=True`.',
    find: (call) => {
      if (/(^|\.)XMLParser$/.test(callee(call)))
        return isTrue(keyword(call, 'resolve_entities')) ||
          isFalse(keyword(call, 'no_network')) ||
          isTrue(keyword(call, 'load_dtd'))
          ? call
          : null
      const [feature, on] = positional(call)
      const external = /feature_external_(ges|pes)|external-general-entities|external-parameter-entities/
      return /\.setFeature$/.test(callee(call)) &&
        external.test(feature?.text() ?? '') &&
        /^(True|1)$/.test(on?.text() ?? '') &&
        !isParsedHere(call)
        ? call
        : null
    },
    fix: closeParser,
  },
  {
    id: 'slow-regex',
    languages,
    kinds: ['call'],
    onlyIn: /\bre\b|\bregex\b/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-1333',
    title: 'Some texts keep this pattern busy for hours',
    explanation:
      'One repetition inside another can match the same characters in very many ways, and all are tried when the end does not fit. Let each repetition begin with a character that the other cannot match.',
    find: (call) => {
      if (
        !/^(re|regex)\.(compile|match|search|fullmatch|findall|finditer|sub|subn|split)$|^RegexValidator$|^Regex$/.test(
          callee(call),
        )
      )
        return null
      const given = positional(call)[0] ?? keyword(call, 'pattern') ?? keyword(call, 'regex')
      const pattern = given ? textOf(resolved(given)) : null
      return pattern !== null && backtracks(pattern, /\b(VERBOSE|X)\b/.test(call.field('arguments')?.text() ?? ''))
        ? call
        : null
    },
  },
]

/** A fixed text, also one in several pieces. */
/** What the reader reads here is followed: it is told there, if it comes from outside. */
function isParsedHere(call: Node): boolean {
  const reader = callee(call).replace(/\.setFeature$/, '')
  return functionOf(call).text().includes(`${reader}.parse(`)
}

function textOf(node: Node): string | null {
  if (kindOf(node) === 'concatenated_string') {
    const pieces = parts(node).map(textOf)
    return pieces.every((piece) => piece !== null) ? pieces.join('') : null
  }
  return fixedText(node)
}

const secret =
  /^(passw(or)?d|passphrase|passwd|pwd|secret|secret_?key|client_?secret|api_?key|api_?secret|access_?token|auth_?token|refresh_?token|session_?token|bearer_?token|jwt|private_?key|credentials?|credit_?card(_?number)?|card_?number|cvv|ssn|social_security(_number)?|\w+_(password|passwd|secret|api_?key|secret_?key|private_?key|access_token|auth_token))$/i
const loggers =
  /^((\w+\.)*_*(logging|logger|log|audit)(_\w+)?|logging\.getLogger\(.*\))\.(debug|info|warn|warning|error|critical|exception|log)$/i

function loggedSecret(call: Node): Node | null {
  const name = callee(call)
  const isPrint = name === 'print' && keyword(call, 'file') === null
  if (!loggers.test(name) && !isPrint) return null
  return positional(call).some((one) => holdsSecret(one, isPrint)) ? call : null
}

/** `told`: only where a sentence is told around it; a bare `print(password)` may be what a program is for. */
function holdsSecret(node: Node, told: boolean): boolean {
  const kind = kindOf(node)
  if (kind === 'identifier' || kind === 'attribute' || kind === 'subscript') return !told && secret.test(lastWord(node))
  if (kind === 'string')
    return parts(node).some(
      (part) =>
        kindOf(part) === 'interpolation' &&
        parts(part)
          .slice(0, 1)
          .some((one) => holdsSecret(one, false)),
    )
  if (kind === 'binary_operator' || kind === 'tuple' || kind === 'parenthesized_expression')
    return parts(node).some((one) => holdsSecret(one, kind !== 'binary_operator' && told))
  return kind === 'call' && /\.format$/.test(callee(node)) && positional(node).some((one) => holdsSecret(one, false))
}

const lastWord = (node: Node) => /(\w+)['"\]]*$/.exec(node.text())?.[1] ?? ''

const local =
  /^(http|ftp):\/\/(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[?::1|host\.docker|[\w-]+([:/]|$)|[^/]*\.(local|internal|test|invalid|svc|lan|localdomain|onion)\b|\{|%|\$|testserver|www\.w3\.org|schemas?\.|json-schema\.org|xmlns|purl\.org|ns\.)/i
const clients =
  /^(requests|httpx|aiohttp|urllib3|self\.)?(\w*\.)*\w*(requests|httpx|session|client|http|s|pool|urllib3|api)\w*(\(.*\))?\.(get|post|put|patch|delete|request|stream)$|(^|\.)(urlopen|urlretrieve|Request)$/i

function openAddress(call: Node): Node | null {
  if (!clients.test(callee(call))) return null
  const given =
    keyword(call, 'url') ?? positional(call).find((one) => !/^(GET|POST|PUT|PATCH|DELETE)$/.test(fixedText(one) ?? ''))
  if (!given) return null
  const value = resolved(given)
  const text = fixedText(value) ?? (kindOf(value) === 'string' ? value.text().replace(/^\w*["']+/, '') : '')
  return /^(http|ftp):\/\//i.test(text) && !local.test(text) ? given : null
}
