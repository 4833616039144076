// Settings of servers in JavaScript and TypeScript: cookies, origins, forgery checks, files, messages of errors.
import { protectCookie, switchValueOver } from './fixes-security.ts'
import { callee, entry, functionAround, heldBy, isFunction, isText, lastOf, type Node, pathOf, within } from './node.ts'
import { type Script, type ScriptRule, security } from './rule.ts'
import { fullName, functionOf, isParameter, source, textOf, usesOf, variableOf } from './scope.ts'

const sessionLike = /sess|(^|[_.-])sid\b|token|auth|jwt|remember|login|credential|identity/i
const changing = /^(POST|PUT|PATCH|DELETE)$/i

export const webRules: ScriptRule[] = [
  {
    ...security(
      'cookie-flags',
      'CWE-614',
      'medium',
      'A session cookie lacks its protection',
      'Without `httpOnly` every script on the page can read it, without `secure` it is sent over plain HTTP. Set both.',
    ),
    fix: protectCookie,
    kinds: ['CallExpression'],
    onlyIn: /cookie|session/i,
    find: (call, file) => {
      const name = callee(call)
      if (/(^|\.)(session|cookieSession|expressSession)$/.test(name)) {
        const options = source(call.arguments?.[0], file)
        return switchedOff(source(heldBy(entry(options, /^cookie$/)), file)) ?? switchedOff(options)
      }
      if (!/(^|\.)(cookie|setCookie|serialize)$|cookies(\(\))?\.set$|jar\.set$|cookieStore\.set$/.test(name))
        return null
      const cookie = textOf(call.arguments?.[0], file)
      const args = call.arguments ?? []
      if (cookie === undefined || !sessionLike.test(cookie) || /csrf|xsrf/i.test(cookie)) return null
      const options = args.map((one) => source(one, file)).find((one) => one?.type === 'ObjectExpression')
      if (options) return switchedOff(options) ?? (isComplete(options) ? null : call)
      return /^(res|response|reply)\.(cookie|setCookie)$/.test(name) && args.length === 2 ? call : null
    },
  },
  {
    ...security(
      'cors-any-origin',
      'CWE-942',
      'high',
      'Every site may read answers with the visitor’s cookies',
      'A foreign page can then act and read in his name. Allow a list of origins, and compare the whole origin with it.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /cors|Access-Control-Allow/i,
    find: (call, file) => {
      if (/(^|\.)(cors|fastifyCors|enableCors)$/i.test(callee(call)) || /cors$/.test(fullName(call.callee, file))) {
        const options = call.arguments?.map((one) => source(one, file)).find((one) => one?.type === 'ObjectExpression')
        const origin = entry(options, /^origin$/)
        const withCookies = heldBy(entry(options, /^credentials$/))?.value === true
        return withCookies && origin && allowsAll(heldBy(origin), file) ? origin : null
      }
      return allowHeader(call, file)
    },
  },
  {
    ...security(
      'csrf-off',
      'CWE-352',
      'high',
      'The check against forged requests is switched off',
      'A foreign page can send this request with the visitor’s cookies. Leave the check on for every method that changes something.',
    ),
    fix: switchValueOver,
    kinds: ['Property'],
    onlyIn: /csrf|xsrf/i,
    find: (node, file) => {
      const name = String(node.key?.name ?? node.key?.value)
      const value = source(node.value as Node, file)
      if (/^(excludedMethods|ignoreMethods|ignoredMethods)$/.test(name))
        return value?.elements?.some((item) => isText(item ?? undefined) && changing.test(String(item?.value)))
          ? node
          : null
      if (/^skip\w*csrf|^(csrf|xsrf)\w*(skip|disabled)/i.test(name))
        return value?.value === true || alwaysTrue(value) ? node : null
      return /^(csrf|xsrf|csrfProtection|checkCsrf|enableCsrf|csrfPrevention|useCsrf)$/i.test(name) &&
        value?.value === false
        ? node
        : null
    },
  },
]

const switchedOff = (options: Node | undefined): Node | null =>
  options?.properties?.find(
    ({ key, value }) =>
      /^(httpOnly|secure)$/.test(String(key?.name ?? key?.value)) && (value as Node | undefined)?.value === false,
  ) ?? null

/** A spread may bring what is missing. */
const isComplete = (options: Node) =>
  options.properties?.some(({ type }) => type === 'SpreadElement') ||
  (entry(options, /^httpOnly$/) !== undefined && entry(options, /^secure$/) !== undefined) ||
  entry(options, /^(expires|maxAge)$/)?.value === 0

const alwaysTrue = (value: Node | undefined): boolean =>
  value !== undefined &&
  isFunction(value) &&
  (value.body as Node)?.type === 'Literal' &&
  (value.body as Node).value === true

function allowsAll(origin: Node | undefined, file: Script): boolean {
  const at = source(origin, file)
  if (at?.type === 'Literal') return at.value === true || at.value === '*'
  const decide = functionOf(origin, file)
  if (!decide) return at?.regex !== undefined && /^\.\*$|^\^?\.\*\$?$/.test(at.regex.pattern)
  const name = decide.params?.[0]
  return (
    name?.type === 'Identifier' &&
    ![...within(decide)].some(
      (one) => one.type === 'Identifier' && one.name === name.name && one !== name && isAsked(one, file),
    )
  )
}

/** `list.has(x)`, `x === 'https://...'`, `pattern.test(x)`, `isAllowed(x)`: its answer depends on what it is. */
function isAsked(use: Node, file: Script): boolean {
  const { parent } = use
  if (parent?.type === 'CallExpression' && parent.arguments?.includes(use))
    return /^(has|includes|test|match|exec|indexOf|some|find|every|get|(is|check|valid|allowed|match)\w*)$/i.test(
      lastOf(callee(parent)),
    )
  if (parent?.type === 'MemberExpression')
    return /^(endsWith|startsWith|match|includes|replace)$/.test(parent.property?.name ?? '')
  if (parent?.type !== 'BinaryExpression' || !/^[!=]==?$/.test(parent.operator ?? ''))
    return parent?.type === 'BinaryExpression' && parent.operator === 'in'
  const other = source(parent.left === use ? parent.right : parent.left, file)
  return !(other?.type === 'Literal' && !other.value) && other?.name !== 'undefined'
}

/** Allow-Origin with whatever came, beside Allow-Credentials. */
function allowHeader(call: Node, file: Script): Node | null {
  const isSet = (one: Node, name: RegExp) =>
    /(^|\.)(setHeader|set|header|append)$/.test(callee(one)) && name.test(String(one.arguments?.[0]?.value))
  if (!isSet(call, /^access-control-allow-origin$/i)) return null
  const around = functionAround(call)
  const withCookies =
    around &&
    [...within(around)].some(
      (one) => isSet(one, /^access-control-allow-credentials$/i) && String(one.arguments?.[1]?.value) === 'true',
    )
  const origin = call.arguments?.[1]
  if (!withCookies || !around) return null
  if (origin?.value === '*') return call
  const at = source(origin, file)
  if (/(headers\.origin|\.(get|header)\(\))$/.test(pathOf(at)))
    return origin?.type === 'Identifier' && isVetted(origin, file) ? null : call
  const variable = variableOf(origin, file)
  if (!variable || !isParameter(variable) || isVetted(origin, file)) return null
  const index = around.params?.findIndex((param) => param.name === origin?.name) ?? -1
  const callers = usesOf(variableOf(around.id, file) ?? ({ references: [] } as never)).flatMap(({ parent }) =>
    parent?.type === 'CallExpression' ? [parent] : [],
  )
  return callers.length > 0 &&
    callers.some((one) => one.arguments?.[index]?.type === 'Identifier' && !isVetted(one.arguments[index], file))
    ? call
    : null
}

const isVetted = (name: Node | undefined, file: Script): boolean => {
  const variable = variableOf(name, file)
  return variable !== null && usesOf(variable).some((use) => isAsked(use, file))
}
