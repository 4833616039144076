// Names and numbers: misspelt names, secrets in the log, lists that are sorted as text.
import type { Scope } from 'eslint'
import { compareNumbers, fillAnew, parseEach } from './fixes-bugs.ts'
import { instead } from './mend.ts'
import { bare, callee, entry, heldBy, isFunction, type Node, pathOf, within } from './node.ts'
import { bug, type Script, type ScriptRule, security } from './rule.ts'
import { functionOf, givenTo, source, variableOf } from './scope.ts'

const hidden =
  /^(\w*(password|passwd|passphrase|secret|apikey|api_key|private_?key|credit_?card|card_?number|cvv|ssn)|(access|auth|api|refresh|reset|session|bearer|id|jwt)_?token|authorization)$/i
const logs =
  /^((console|log|logger|winston|pino|req\.log|request\.log|ctx\.log|fastify\.log|app\.log|this\.(log|logger))\.(log|info|warn|error|debug|trace|fatal|verbose))$/

export const nameRules: ScriptRule[] = [
  {
    ...security(
      'secret-in-log',
      'CWE-532',
      'medium',
      'A secret is written to the log',
      'Logs are kept long, copied to other machines and read by many. Leave it out, or log only whether it is there.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /passw|passphrase|secret|token|api_?key|private_?key|card|cvv|ssn|authorization/i,
    find: (call, file) => {
      if (!logs.test(callee(call))) return null
      return call.arguments?.some((one) => showsSecret(one, file)) ? call : null
    },
  },
  {
    ...bug(
      'misspelt-name',
      'CWE-456',
      'high',
      'There is no such name, but one that is nearly the same',
      'This line throws a ReferenceError when it runs. The name is probably misspelt.',
    ),
    javascriptOnly: true,
    fix: spellName,
    kinds: ['Program'],
    find: (program, file) => {
      const global = file.code.getScope(program as never)
      return [...global.through].flatMap(({ identifier, resolved, from }) => {
        const node = identifier as unknown as Node
        const name = node.name ?? ''
        if (
          resolved ||
          name.length < 4 ||
          name in globalThis ||
          platform.test(name) ||
          node.parent?.operator === 'typeof'
        )
          return []
        return nearbyNames(name, from).length > 0 && isSlip(name, global) ? [node] : []
      })
    },
  },
  {
    ...bug(
      'sorted-as-text',
      'CWE-697',
      'high',
      'Numbers are sorted as text',
      'Without a function to compare, 10 comes before 9. Write `(a, b) => a - b`.',
    ),
    fix: compareNumbers,
    kinds: ['CallExpression'],
    onlyIn: /sort|toSorted/,
    find: (call, file) =>
      /\.(sort|toSorted)$/.test(callee(call)) && call.arguments?.length === 0 && holdsNumbers(call.callee?.object, file)
        ? call
        : null,
  },
  {
    ...bug(
      'map-parse-int',
      'CWE-628',
      'high',
      '`parseInt` gets the index as its base',
      'map hands over the index too, so the second text is read in base 1, which gives NaN. Write `(text) => Number.parseInt(text, 10)`, or use Number.',
    ),
    fix: parseEach,
    kinds: ['CallExpression'],
    onlyIn: /parseInt/,
    find: (call) =>
      /\.map$/.test(callee(call)) && /^(Number\.)?parseInt$/.test(pathOf(call.arguments?.[0])) ? call : null,
  },
  {
    ...bug(
      'shared-fill',
      'CWE-710',
      'medium',
      'All places of the list hold one and the same object',
      'What is put into one place shows in all of them. Use Array.from with a function that makes a new one each time.',
    ),
    fix: fillAnew,
    kinds: ['CallExpression'],
    onlyIn: /\.fill\(/,
    find: (call) => {
      const [first] = call.arguments ?? []
      const isArray =
        /^(Array\(\)|Array|new Array)\.fill$/.test(callee(call)) || callee(call.callee?.object) === 'Array'
      return isArray &&
        callee(call).endsWith('.fill') &&
        /^(ArrayExpression|ObjectExpression|NewExpression)$/.test(first?.type ?? '')
        ? call
        : null
    },
  },
]

const MOST_SLIPS = 3

/** What is written again and again is no slip of the finger: somebody thinks that it is there. */
const isSlip = (name: string, { through }: Scope.Scope) =>
  through.filter(({ identifier }) => (identifier as unknown as Node).name === name).length <= MOST_SLIPS

/** Names that are known there and nearly the same. */
function nearbyNames(name: string, from: Scope.Scope): string[] {
  const known = new Set<string>()
  for (let scope: Scope.Scope | null = from; scope; scope = scope.upper)
    for (const one of scope.variables) if (one.defs.length > 0) known.add(one.name)
  return [...known].filter((one) => one.length >= 4 && isNearly(name, one))
}

/** When there is only one that it can be. */
function spellName(node: Node, { code }: Script) {
  const [near, ...others] = nearbyNames(node.name ?? '', code.getScope(node as never))
  return near && others.length === 0 ? instead(`Write ${near}`, node, near) : null
}

/** Known to browsers and test runners, not to this process. */
const platform =
  /^(document|window|location|history|alert|confirm|prompt|parent|frames|screen|status|event|origin|opener|localStorage|sessionStorage|indexedDB|module|exports|require|define|jQuery|angular|describe|expect|before|after|beforeEach|afterEach|beforeAll|afterAll|context|assert|test|suite|jest|chai|sinon|React|Node|Element|Image|Audio|Option|Text|Range|Selection|scroll|scrollTo|close|open|focus|blur|stop|print|find|name|top|length|external|caches|Deno|Worker|chrome|browser|__dirname|__filename|arguments)$/

/** A secret as it is: not its length, a test of it, or what a function makes of it. */
function showsSecret(node: Node, file: Script): boolean {
  const at = bare(node)
  if (at?.type === 'Identifier') return hidden.test(at.name ?? '') || isRecordWithSecret(at, file)
  if (at?.type === 'MemberExpression')
    return (
      !at.computed &&
      hidden.test(at.property?.name ?? '') &&
      !/^(process|config|flags|options|schema|errors?)$/.test(at.object?.name === 'process' ? '' : '')
    )
  if (at?.type === 'TemplateLiteral') return at.expressions?.some((one) => showsSecret(one, file)) ?? false
  if (at?.type === 'BinaryExpression' && at.operator === '+')
    return [at.left, at.right].some((side) => side && showsSecret(side, file))
  if (at?.type === 'ObjectExpression')
    return at.properties?.some(({ value }) => value && showsSecret(value as Node, file)) ?? false
  return (
    callee(at) === 'JSON.stringify' &&
    at?.arguments?.[0] !== undefined &&
    at.arguments.length === 1 &&
    showsSecret(at.arguments[0], file)
  )
}

/** An object that is made in this file, with a field for a secret. */
function isRecordWithSecret(name: Node, file: Script): boolean {
  const given = givenTo(variableOf(name, file))
  const made = bare(given)
  const object = made?.type === 'CallExpression' ? returned(functionOf(made.callee, file)) : made
  const value = heldBy(entry(object, /^(password|passwd|passphrase|secret|apiKey|privateKey|accessToken|authToken)$/))
  return (
    value !== undefined &&
    !/^(Literal|UnaryExpression)$/.test(source(value, file)?.type ?? '') &&
    !/redact|mask/i.test(file.text.slice(...value.range))
  )
}

const returned = (fn: Node | undefined): Node | undefined => {
  const body = fn?.body as Node | undefined
  return body?.type === 'BlockStatement'
    ? [...within(body, false)].find(({ type }) => type === 'ReturnStatement')?.argument
    : body
}

/** One letter more, less, other, or two swapped; in long names two letters. */
function isNearly(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || a.toLowerCase() === b.toLowerCase())
    return a !== b && a.toLowerCase() === b.toLowerCase()
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (/\d/.test(restA + restB) || (restA + restB === 's' && restA.length + restB.length === 1)) return false
  return (
    restA.length + restB.length <= 2 ||
    (restA.length === 2 && restA === [...restB].reverse().join('')) ||
    (a.length > 6 && restA.length === 3 && restA.split('').sort().join() === restB.split('').sort().join())
  )
}

/** A list of numbers, or one that was turned into numbers. */
function holdsNumbers(node: Node | undefined, file: Script): boolean {
  const at = source(node, file)
  if (at?.type === 'ArrayExpression')
    return (at.elements?.length ?? 0) > 0 && (at.elements ?? []).every((one) => typeof one?.value === 'number')
  const [first] = at?.arguments ?? []
  if (!/\.map$/.test(callee(at))) return false
  if (/^(Number|parseFloat|Number\.parseFloat|Number\.parseInt|parseInt|Math\.\w+)$/.test(pathOf(first))) return true
  const body = isFunction(first) ? bare(first?.body as Node) : undefined
  return (
    /^(Number|parseInt|parseFloat|Number\.parse(Int|Float)|Math\.\w+)$/.test(callee(body)) ||
    /\.(length|size)$/.test(pathOf(body))
  )
}
