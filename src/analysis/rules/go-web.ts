// Servers and clients in Go that are set up in a way that lets others in.

import type { Node } from '../grammar.ts'
import { endDebugging, protectCookie, useHttps } from './go-fixes-security.ts'
import { escaped, fixedText, functionAround, goRule, kindOf, root } from './go-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const sessionWord = /sess|sid\b|token|auth|jwt|login|remember|credential|csrf/i

const laterSet = (node: Node, key: string) =>
  new RegExp(`\\.${key}\\s*=\\s*(?!false)`).test(functionAround(node)?.text() ?? '')

export const goWebRules: PatternRule[] = [
  goRule({
    id: 'cookie-flags',
    kinds: ['composite_literal', 'call_expression'],
    onlyIn: /Cookie/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-614',
    title: 'A session cookie goes without Secure or HttpOnly',
    explanation:
      'Without Secure the browser also sends it in clear text, without HttpOnly every script of the page reads it. Set both, and SameSite.',
    find: (node) => (kindOf(node) === 'composite_literal' ? openCookie(node) : openSetCookie(node)),
    fix: protectCookie,
  }),
  goRule({
    id: 'cors-any-origin',
    kinds: ['call_expression', 'composite_literal'],
    onlyIn: /Access-Control-Allow-Origin|AllowCredentials/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-942',
    title: 'Every site may call this one with the visitor’s cookies',
    explanation:
      'The origin is allowed whatever it is, together with credentials: a hostile page reads what its visitor may see. Compare the origin with a list of your own sites first.',
    find: (node) => (kindOf(node) === 'call_expression' ? anyOriginHeader(node) : anyOriginConfig(node)),
  }),
  goRule({
    id: 'debug-mode-on',
    kinds: ['import_spec', 'call_expression', 'assignment_statement'],
    onlyIn: /net\/http\/pprof|DebugMode|Debug\s*=\s*true/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-489',
    title: 'Debugging is open to everybody',
    explanation:
      'Profiles, stack traces and settings tell an attacker how the program works. Switch it on by a setting, or serve it on localhost only.',
    find: (node) => {
      const text = node.text()
      if (kindOf(node) === 'import_spec')
        return /^_\s+"net\/http\/pprof"$/.test(text) && isPublic(root(node).text()) ? node : null
      return /^gin\.SetMode\(gin\.DebugMode\)$|^\w+\.Debug\s*=\s*true$/.test(text) &&
        /gin|echo|beego|iris/.test(root(node).text()) &&
        kindOf(functionAround(node)) !== 'func_literal'
        ? node
        : null
    },
    fix: endDebugging,
  }),
  goRule({
    id: 'insecure-url',
    kinds: ['call_expression'],
    onlyIn: /"http:\/\//,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-319',
    title: 'Credentials are sent in clear text',
    explanation: 'Over http:// everybody on the way reads and changes what is sent. Use https://.',
    find: (call) => {
      const at = /^http\.NewRequest\(/.test(call.text())
        ? 1
        : /^http\.NewRequestWithContext\(/.test(call.text())
          ? 2
          : /^(http|\w*[cC]lient)\.(Post|PostForm|Get)\(/.test(call.text())
            ? 0
            : -1
      const url = at < 0 ? null : fixedText(argumentsOf(call)[at])
      const host = /^http:\/\/([^/:?#]*)/.exec(url ?? '')?.[1] ?? ''
      if (
        !/\./.test(host) ||
        /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0)|\.(local|internal|localhost|test|svc|lan)$|\.svc\./.test(
          host,
        )
      )
        return null
      return /SetBasicAuth|Authorization|passw(or)?d|secret|api_?key|(access|auth|api|bearer)_?token|credential|\btoken\b/i.test(
        functionAround(call)?.text() ?? '',
      )
        ? call
        : null
    },
    fix: useHttps,
  }),
]

function openCookie(node: Node): Node | null {
  const type = node.field('type')?.text() ?? ''
  if (!/^(http\.Cookie|sessions\.Options|fiber\.Cookie)$/.test(type)) return null
  const text = node.text()
  if (/MaxAge:\s*-|Expires:\s*time\.Unix\(0/.test(text)) return null
  const known = [/Name:\s*([^,\n]+)/.exec(text)?.[1] ?? '', /Value:\s*([^,\n]+)/.exec(text)?.[1] ?? '']
  const name = /^\w+$/.test(known[0] ?? '')
    ? (new RegExp(`\\b${known[0]}\\s*=\\s*"([^"]*)"`).exec(root(node).text())?.[1] ?? '')
    : ''
  if (type === 'http.Cookie' && !sessionWord.test([...known, name].join(' '))) return null
  const lacks = (flag: RegExp, key: string) => !flag.test(text) && !laterSet(node, key)
  return lacks(/Secure:\s*(?!false)/, 'Secure') || lacks(/(HttpOnly|HTTPOnly):\s*(?!false)/, 'H(ttp|TTP)Only')
    ? node
    : null
}

/** Gin: name, value, age, path, domain, secure, httpOnly. */
function openSetCookie(node: Node): Node | null {
  const args = argumentsOf(node).map((one) => one.text())
  if (calleeName(node) !== 'SetCookie' || args.length !== 7) return null
  return sessionWord.test(`${args[0]} ${args[1]}`) && (args[5] === 'false' || args[6] === 'false') ? node : null
}

function anyOriginHeader(node: Node): Node | null {
  const [key, origin] = argumentsOf(node)
  if (
    !/^"access-control-allow-origin"$/i.test(key?.text() ?? '') ||
    !origin ||
    !/^(Set|Add|Header)$/.test(calleeName(node))
  )
    return null
  const around = functionAround(node)
  const code = around?.text() ?? ''
  if (!/Access-Control-Allow-Credentials"\s*,\s*"true"/i.test(code)) return null
  if (origin.text() === '"*"') return node
  const name = origin.text()
  const reflected = /Header\.Get\("Origin"\)|GetHeader\("Origin"\)/i
  const direct = reflected.test(name)
  if (
    !direct &&
    !(
      /^\w+$/.test(name) &&
      new RegExp(`\\b${name}\\s*:?=\\s*[^\\n]*(Header\\.Get|GetHeader)\\("Origin"\\)`, 'i').test(code)
    )
  )
    return null
  const asked =
    around?.findAll({
      rule: { any: [{ kind: 'if_statement' }, { kind: 'expression_switch_statement' }, { kind: 'range_clause' }] },
    }) ?? []
  const checks = asked.some((one) => {
    const test = `${one.field('initializer')?.text() ?? ''} ${(one.field('condition') ?? one.field('value'))?.text() ?? ''}`
    return (
      (direct ? /origin/i : new RegExp(`\\b${escaped(name)}\\b`)).test(test) && !/^\s*\w+\s*[!=]=\s*""\s*$/.test(test)
    )
  })
  return checks ? null : node
}

function anyOriginConfig(node: Node): Node | null {
  const text = node.text()
  if (
    !/(cors\.)?(Config|Options|CORSConfig)$/.test(node.field('type')?.text() ?? '') ||
    !/AllowCredentials:\s*true/.test(text)
  )
    return null
  return /AllowAllOrigins:\s*true|Allow(ed)?Origins:\s*(\[\]string\{\s*)?"\*"|AllowOriginFunc:\s*func\([^)]*\)\s*\(?[^{]*\{\s*return true/.test(
    text,
  )
    ? node
    : null
}

/** Listens where others can reach it, with the handlers that the import has added. */
function isPublic(code: string): boolean {
  if (!/ListenAndServe|http\.Serve\(|DefaultServeMux/.test(code)) return false
  const addresses = [...code.matchAll(/ListenAndServe(?:TLS)?\(\s*"([^"]*)"/g)].map((match) => match[1] ?? '')
  const local = addresses.length > 0 && addresses.every((one) => /^(localhost|127\.0\.0\.1|\[::1\])/.test(one))
  return !local && /DefaultServeMux|http\.Handle(Func)?\(|,\s*nil\)/.test(code)
}
