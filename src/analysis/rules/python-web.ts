// Python: cookies, origins, forged requests and settings of web frameworks.
import type { Node } from '../grammar.ts'
import { leaveCheckOn, protectCookie, turnSetting } from './python-fixes-security.ts'
import {
  callee,
  decorators,
  fileText,
  fixedText,
  functionOf,
  hasSplat,
  isFalse,
  isTrue,
  keyword,
  kindOf,
  parts,
  positional,
  resolved,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonWebRules: PatternRule[] = [
  {
    id: 'cookie-flags',
    languages,
    kinds: ['call'],
    onlyIn: /set_cookie/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-614',
    title: 'The cookie is not protected',
    explanation:
      'Without `secure` it travels in the open over http; without `httponly` any script in the page reads it. Set both, and `samesite`.',
    find: unprotectedCookie,
    fix: protectCookie,
  },
  {
    id: 'insecure-setting',
    languages,
    kinds: ['assignment'],
    onlyIn: /COOKIE_SECURE|COOKIE_HTTPONLY|CSRF_ENABLED|CSRF_CHECK|CORS_|DEBUG|TESTING/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-16',
    title: 'A protection is switched off by a setting',
    explanation:
      'What the framework would guard by itself is left open: cookies, forms, origins or error pages. Leave it on in production.',
    find: insecureSetting,
    fix: turnSetting,
  },
  {
    id: 'cors-any-origin',
    languages,
    kinds: ['call', 'assignment'],
    onlyIn: /CORS|Access-Control-Allow-Origin|allow_origin/i,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-942',
    title: 'Any website may read answers meant for the signed-in user',
    explanation:
      'A page of somebody else’s can call this service with the visitor’s cookies and read what it answers. List the origins that may.',
    find: anyOrigin,
  },
  {
    id: 'csrf-exempt',
    languages,
    kinds: ['decorator'],
    onlyIn: /csrf_exempt|csrf\.exempt/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-352',
    title: 'Requests to this function may be forged',
    explanation:
      'Any website can send the form for a visitor who is signed in here. Leave the CSRF check on; for machines, ask for a token or signature instead.',
    find: exemptFromCheck,
    fix: leaveCheckOn,
  },
  {
    id: 'trace-sent-out',
    languages,
    kinds: ['call'],
    onlyIn: /format_exc|print_exc/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-209',
    title: 'The stack trace is sent to the visitor',
    explanation: 'It shows paths, versions and values of the program. Log it, and answer with a short message.',
    find: (call) => {
      if (!/(^|\.)format_exc$/.test(callee(call))) return null
      const isRoute = decorators(functionOf(call)).some((one) =>
        /\.(route|get|post|put|patch|delete|errorhandler)\(/.test(one),
      )
      const answer = call.ancestors().find((one) => /^(return_statement|call)$/.test(kindOf(one)))
      const isAnswer =
        kindOf(answer) === 'return_statement' ||
        /^(jsonify|Response|make_response|HttpResponse|JsonResponse)$/.test(callee(answer))
      return isAnswer && (isRoute || kindOf(answer) === 'call') ? call : null
    },
  },
]

const harmlessCookie =
  /theme|lang|locale|timezone|\btz\b|consent|colou?r|currency|sidebar|banner|seen|preference|csrf|xsrf|flash/i

function unprotectedCookie(call: Node): Node | null {
  if (!/\.set_(signed_)?cookie$/.test(callee(call)) || hasSplat(call) || parts(call.field('arguments')).length < 2)
    return null
  // Tornado's own signed cookie goes by another name; a handler's `set_cookie` of its own takes what it takes.
  if (/^(super\(\)|jar|cookies|cookiejar|self\.(_?cookies|cookie_jar|jar))\./.test(callee(call))) return null
  const [name] = positional(call)
  const text = name ? fixedText(resolved(name)) : null
  const secure = keyword(call, 'secure')
  const httpOnly = keyword(call, 'httponly') ?? keyword(call, 'httpOnly')
  if (text !== null && harmlessCookie.test(text)) return null
  if (isFalse(secure) || isFalse(httpOnly)) return call
  return positional(call).length < 4 && (!secure || !httpOnly) && (text !== null || !secure) ? call : null
}

function insecureSetting(node: Node): Node | null {
  const left = node.field('left')?.text() ?? ''
  const value = node.field('right')
  const name = /(\w+)['"\]]*$/.exec(left)?.[1] ?? ''
  if (
    /^(SESSION_COOKIE_SECURE|CSRF_COOKIE_SECURE|SESSION_COOKIE_HTTPONLY|REMEMBER_COOKIE_(SECURE|HTTPONLY)|WTF_CSRF_ENABLED|WTF_CSRF_CHECK_DEFAULT|JWT_COOKIE_SECURE|JWT_COOKIE_CSRF_PROTECT)$/.test(
      name,
    )
  )
    return isFalse(value) && !isTesting(node) ? node : null
  if (/^(CORS_ORIGIN_ALLOW_ALL|CORS_ALLOW_ALL_ORIGINS)$/.test(name)) return isTrue(value) ? node : null
  const isFlask = /^(app|application)\.(debug|config\[['"]DEBUG['"]\])$/.test(left)
  const isDjango = left === 'DEBUG' && /\bINSTALLED_APPS\b/.test(fileText(node))
  return (isFlask || isDjango) && isTrue(value) ? node : null
}

const isTesting = (node: Node) => node.ancestors().some((one) => /test/i.test(one.field('name')?.text() ?? ''))

function anyOrigin(node: Node): Node | null {
  if (kindOf(node) === 'call') return anyOriginCall(node)
  // The origin that asks is the origin that may.
  const left = node.field('left')?.text() ?? ''
  const right = node.field('right')?.text() ?? ''
  return /Access-Control-Allow-Origin['"]\]$/i.test(left) && /\.headers(\.get\(|\[)\s*['"]origin['"]/i.test(right)
    ? node
    : null
}

function anyOriginCall(call: Node): Node | null {
  const isMiddleware =
    /(^|\.)add_middleware$/.test(callee(call)) && /CORSMiddleware/.test(positional(call)[0]?.text() ?? '')
  const isMade = /(^|\.)(CORSMiddleware|CORS|cross_origin|Middleware)$/.test(callee(call))
  if (!isMiddleware && !isMade) return null
  const credentials = keyword(call, 'allow_credentials') ?? keyword(call, 'supports_credentials')
  if (!isTrue(credentials)) return null
  const origins = keyword(call, 'allow_origins') ?? keyword(call, 'origins')
  const pattern = keyword(call, 'allow_origin_regex')
  if (pattern && /^r?["']\^?(https?:\/\/)?\.[*+]\$?["']$/.test(resolved(pattern).text())) return pattern.parent()
  if (origins && isStar(resolved(origins))) return origins.parent()
  return !origins && !pattern && /(^|\.)(CORS|cross_origin)$/.test(callee(call)) ? call : null
}

const isStar = (node: Node) => fixedText(node) === '*' || parts(node).some((one) => fixedText(one) === '*')

function exemptFromCheck(node: Node): Node | null {
  if (!/^@\s*(csrf_exempt$|csrf\.exempt$|method_decorator\(\s*csrf_exempt)/.test(node.text())) return null
  const definition = node.parent()?.field('definition')
  const text = definition?.text() ?? ''
  const name = definition?.field('name')?.text() ?? ''
  if (/webhook|hook|callback|ipn|notify|graphql|health|ping|api/i.test(name)) return null
  if (/hmac|signature|verify_|Bearer|Authorization|api_?key|compare_digest|@api_view/i.test(text)) return null
  return /request\.(POST|FILES|body|user|session|method)|\.save\(|\.delete\(|request\.form/.test(text) ? node : null
}
