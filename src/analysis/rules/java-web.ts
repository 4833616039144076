// Java on the web: cookies, other origins, forged requests, switches for debugging, addresses without TLS, secrets in the log.

import type { Node } from '../grammar.ts'
import { endDebugging, setFlags } from './java-fixes.ts'
import { leaveCheckOn } from './java-fixes-security.ts'
import {
  annotationsOf,
  around,
  fixedText,
  java,
  kindOf,
  methodAround,
  methodText,
  named,
  textOf,
  typeOf,
  valueOfName,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const security = { languages: java, category: 'security' } as const

export const javaWebRules: PatternRule[] = [
  {
    ...security,
    id: 'cookie-flags',
    fix: setFlags,
    kinds: ['object_creation_expression', 'method_invocation'],
    onlyIn: /Cookie/,
    severity: 'medium',
    cwe: 'CWE-614',
    title: 'A cookie of the session goes out without `Secure` or `HttpOnly`',
    explanation:
      'Without Secure it also travels unencrypted, without HttpOnly any script on the page can read it. Set both before the cookie is added.',
    find: (node) => (kindOf(node) === 'method_invocation' ? flagSwitchedOff(node) : bareCookie(node)),
  },
  {
    ...security,
    id: 'cors-any-origin',
    kinds: ['method_invocation', 'annotation'],
    onlyIn:
      /Access-Control-Allow-Origin|allowedOrigin|AllowedOrigin|addAllowedOrigin|CrossOrigin|ACCESS_CONTROL_ALLOW_ORIGIN/,
    severity: 'medium',
    cwe: 'CWE-942',
    title: 'Any website may call this with the visitor’s cookies',
    explanation:
      'Another site’s script can read what the visitor sees. List the origins that may, and compare the request’s with them.',
    find: anyOrigin,
  },
  {
    ...security,
    id: 'csrf-off',
    fix: leaveCheckOn,
    kinds: ['method_invocation'],
    onlyIn: /csrf/,
    severity: 'medium',
    cwe: 'CWE-352',
    title: 'Protection against forged requests is switched off',
    explanation:
      'Another website can send requests in the visitor’s name, because the browser adds the session’s cookie. Leave it on wherever a session is kept in a cookie.',
    find: csrfOff,
  },
  {
    ...security,
    id: 'debug-mode-on',
    fix: endDebugging,
    kinds: ['annotation', 'method_invocation'],
    onlyIn: /EnableWebSecurity|\.debug\(|setDebug|printStackTrace/,
    severity: 'medium',
    cwe: 'CWE-489',
    title: 'Debugging is switched on',
    explanation:
      'Requests with their passwords and cookies are written to the log. Switch it on by a setting on your own machine only.',
    find: (node) =>
      /^@EnableWebSecurity\(\s*debug\s*=\s*true\s*\)$/.test(node.text()) ||
      (/\.debug\(true\)$/.test(node.text()) && /^(web|http|security)\w*$/.test(textOf(node, 'object')))
        ? node
        : null,
  },
  {
    ...security,
    id: 'mass-assignment',
    kinds: ['method_invocation'],
    onlyIn: /RequestBody|ModelAttribute|Mapping\b/,
    severity: 'high',
    cwe: 'CWE-915',
    title: 'All fields of a request are taken over into a record',
    explanation:
      'Whoever sends a field more, such as a role, sets it. Take a class with the fields that may be set, and copy them.',
    find: (call) => {
      if (!/^(save|saveAndFlush|merge|persist|update|saveOrUpdate|insert)$/.test(calleeName(call))) return null
      const object = call.field('object')
      const isStore =
        /(repo\w*|repository|dao|entit(y|ies)\w*|em|manager|session|template)$/i.test(object?.text() ?? '') ||
        /(Repository|Repo|Dao|DAO|EntityManager)$/.test(object ? typeOf(object).replace(/<.*$/s, '') : '')
      if (!isStore) return null
      const [given] = argumentsOf(call)
      const method = methodAround(call)
      const param = named(method?.field('parameters')).find((one) => given && textOf(one, 'name') === given.text())
      if (!param || !method || /Dto|Form|Request|Command|Input$/.test(textOf(param, 'type'))) return null
      const marks = annotationsOf(param).join(' ')
      const isBound = /@(RequestBody|ModelAttribute)\b/.test(marks)
      return isBound && /^[A-Z]/.test(textOf(param, 'type')) ? call : null
    },
  },
]

const sessionName = /sess|sid|auth|token|jwt|remember|login|user|account|jsessionid/i

/** `cookie.setSecure(false)`, `.secure(false)`, `.httpOnly(false)`. */
function flagSwitchedOff(call: Node): Node | null {
  if (argumentsOf(call)[0]?.text() !== 'false') return null
  const method = calleeName(call)
  const object = call.field('object')
  if (/^set(Secure|HttpOnly)$/.test(method))
    return object && /Cookie/.test(`${typeOf(object)} ${object.text()}`) ? call : null
  return /^(secure|httpOnly)$/.test(method) && /ResponseCookie|NewCookie/.test(textOf(call, 'object')) ? call : null
}

/** Made and added, and never told to be careful. */
function bareCookie(made: Node): Node | null {
  if (!/^(jakarta\.servlet\.http\.|javax\.servlet\.http\.)?Cookie$/.test(textOf(made, 'type'))) return null
  const [name, value] = argumentsOf(made)
  const holder = around(made, 'variable_declarator', 'assignment_expression')
  const variable = textOf(holder, 'name') || textOf(holder, 'left')
  const body = methodText(made)
  const told = fixedText(name ?? null) ?? fixedText(name ? valueOfName(made, name.text()) : null) ?? name?.text() ?? ''
  if (!sessionName.test(`${told} ${value?.text() ?? ''}`) || /^""$/.test(value?.text() ?? '')) return null
  if (!/addCookie\(/.test(body)) return null
  const isSet = (flag: string) => new RegExp(`\\b${variable}\\.set${flag}\\((?!false)`).test(body)
  return variable &&
    (isSet('Secure') || /setSecure\(false\)/.test(body)) &&
    (isSet('HttpOnly') || /setHttpOnly\(false\)/.test(body))
    ? null
    : made
}

/** The one who asks is let in, or everybody, together with cookies. */
function anyOrigin(node: Node): Node | null {
  if (kindOf(node) === 'annotation')
    return /^@CrossOrigin\(/.test(node.text()) &&
      /"\*"/.test(node.text()) &&
      /allowCredentials\s*=\s*"true"/.test(node.text())
      ? node
      : null
  const method = calleeName(node)
  const args = argumentsOf(node)
  if (/^(set|add)?[hH]eader$/.test(method)) return allowedHeader(node, args)
  const credentials = /allowCredentials\(true\)|setAllowCredentials\((true|Boolean\.TRUE)\)/
  const isOpen =
    /^(allowedOriginPatterns|addAllowedOriginPattern|setAllowedOriginPatterns|allowedOrigins|addAllowedOrigin|setAllowedOrigins)$/.test(
      method,
    )
  const isAll = args.some((one) =>
    /^("\*"|(List|Arrays|Collections|CorsConfiguration)\.\w+\("\*"\)|CorsConfiguration\.ALL)$/.test(one.text()),
  )
  return isOpen && isAll && credentials.test(methodText(node)) ? calleeNode(node) : null
}

const calleeNode = (call: Node): Node => call.field('name') ?? call

function allowedHeader(call: Node, [name, value]: readonly Node[]): Node | null {
  if (!name || !value || !/^("Access-Control-Allow-Origin"|\w*\.?ACCESS_CONTROL_ALLOW_ORIGIN)$/i.test(name.text()))
    return null
  const body = methodText(call)
  if (!/Access-Control-Allow-Credentials"?\s*,\s*"?true|ALLOW_CREDENTIALS\s*,\s*"?true/i.test(body)) return null
  const origin = value.text()
  const isAsked = /getHeader\(\s*("Origin"|\w*\.?ORIGIN)\s*\)/
  const given = isAsked.test(origin) || isAsked.test(valueOfName(value, origin)?.text() ?? '')
  if (!given) return null
  // Compared with anything before, it is somebody's list.
  const asked = new RegExp(
    `(contains|equals|matches|allow\\w*|isAllowed|startsWith|endsWith|test|permits|trust\\w*)\\w*\\(\\s*${origin.replace(/\W/g, '\\$&')}|\\b${origin.replace(/\W/g, '\\$&')}\\.(equals|matches|endsWith|startsWith)\\(`,
  )
  return asked.test(body) ? null : call
}

function csrfOff(call: Node): Node | null {
  const name = calleeName(call)
  const isOff =
    (name === 'csrf' &&
      /^\(\s*(\w+::disable|\(?\w+\)?\s*->\s*\w+\.disable\(\))\s*\)$/.test(textOf(call, 'arguments'))) ||
    (name === 'disable' && /\.csrf\(\)$/.test(textOf(call, 'object')))
  if (!isOff) return null
  const body = methodText(call)
  // Without a session's cookie there is nothing to forge.
  if (/STATELESS|oauth2ResourceServer|httpBasic\(|Jwt|jwt|[bB]earer|apiKey|ApiKey|TokenFilter/.test(body)) return null
  return /formLogin|oauth2Login|sessionManagement|rememberMe|logout|saml2Login/.test(body)
    ? (call.field('name') ?? call)
    : null
}
