// JavaScript and TypeScript: calls that are wrong by themselves, and numbers that can be guessed.
import type { Call, Judgement, PropertySink, Sink, Source } from '../table.ts'
import type { Value } from '../value.ts'
import { eachOf, words } from './each-of.ts'
import { cipherAt, cookie, flagOf, hashAt, hashedInto, isHarmlessCookie, isSlow, macAt, secretAt } from './flaws.ts'

export const guessable: Source = { names: ['Math.random()'], note: 'can be guessed', only: ['weak-randomness'] }

/** A record whose fields are all known. */
const isWhole = (value: Value | undefined) => value?.fields !== undefined && value.taints.length === 0

function checkCookie(call: Call): Judgement | null {
  const options = call.argument(2)
  if (isHarmlessCookie(call.constantOf(0)) || call.args.length < 2) return null
  // Nothing is kept in a cookie that is taken away.
  if (/^(null|undefined|''|"")$/.test(call.args[1]?.value.at.text() ?? '')) return null
  if (!options) return call.args.length === 2 ? { verdict: 'bad' } : null
  const flag = (name: string) => flagOf(options.fields?.get(name), isWhole(options) ? 'missing' : 'unknown')
  return cookie([flag('httpOnly'), flag('secure')], options)
}

/** `Set-Cookie` as text: what follows the name is known, or it is not judged. */
function checkHeader(call: Call): Judgement | null {
  const expr = call.args[1]?.value
  const text = expr?.kind === 'join' || expr?.kind === 'text' ? expr.at.text() : null
  if (text === null || !/^set-cookie$/i.test(String(call.constantOf(0))) || isHarmlessCookie(/\w+/.exec(text)?.[0]))
    return null
  const hasAll = /;\s*secure/i.test(text) && /;\s*httponly/i.test(text)
  if (hasAll) return { verdict: 'good' }
  return /;\s*\$\{|\+\s*\w+\s*$/.test(text) || /max-age=0|expires=thu, 01 jan 1970/i.test(text)
    ? null
    : { verdict: 'bad' }
}

const matching = 'test exec'
const matched = 'match matchAll replace replaceAll search split'

export const flaws: Sink[] = [
  { rule: 'weak-crypto', names: words('crypto.createHash createHash'), args: [], judge: hashAt(0) },
  {
    rule: 'weak-crypto',
    names: words('crypto.createHash().update createHash().update'),
    args: [],
    judge: hashedInto,
    atOrigin: true,
  },
  { rule: 'weak-crypto', names: words('crypto.createHmac createHmac'), args: [], judge: macAt(0) },
  {
    rule: 'weak-crypto',
    names: words('crypto.createCipheriv crypto.createDecipheriv createCipheriv'),
    args: [],
    judge: cipherAt(0),
  },
  {
    rule: 'cookie-flags',
    names: eachOf(
      'res response reply Response ctx.cookies res.status() cookies cookieStore next/headers.cookies() response.cookies res.cookies',
      'cookie setCookie set',
    ),
    args: [],
    judge: checkCookie,
  },
  {
    rule: 'cookie-flags',
    names: eachOf('res response reply Response', 'setHeader set header append'),
    args: [],
    judge: checkHeader,
  },
  {
    rule: 'hard-coded-secret',
    names: words(
      'crypto.createHmac crypto.createCipheriv crypto.createDecipheriv jsonwebtoken.sign jsonwebtoken.verify jwt.sign jwt.verify createHmac',
    ),
    args: [],
    judge: secretAt(1),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: words('nodemailer.createTransport'),
    args: [],
    judge: (call) => inRecord(call.argument(0), ['auth', 'pass']),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: words(
      'mysql.createConnection mysql2.createConnection mysql.createPool mysql2.createPool mysql2.promises.createPool pg.Pool pg.Client Pool Client ioredis Redis redis.createClient',
    ),
    args: [],
    judge: (call) => inRecord(call.argument(0), ['password']),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: words('express-session session cookie-session cookieSession'),
    args: [],
    judge: (call) => inRecord(call.argument(0), ['secret']),
    atOrigin: true,
  },
  {
    rule: 'redos',
    names: [...eachOf('RegExp', matching), ...eachOf('*', matching)],
    args: [0],
    when: ({ object }) => isSlow(object),
    means: ({ object }) => object,
  },
  {
    rule: 'redos',
    names: eachOf('*', matched),
    args: ['self'],
    when: (call) => isSlow(call.argument(0)),
    means: (call) => call.argument(0),
  },
]

/** A text of the code in a record that is handed over. */
function inRecord(record: Value | undefined, path: string[]): Judgement | null {
  const value = path.reduce<Value | undefined>((inside, name) => inside?.fields?.get(name), record)
  return value ? secretAt(0)({ argument: () => value } as unknown as Call) : null
}

export const sessions: PropertySink = {
  rule: 'trust-boundary',
  names: words(
    'req.session.* request.session.* ctx.session.* session.* *.session.* req.session[] request.session[] session[] ctx.session[]',
  ),
}
