// Go: calls that are wrong by themselves, weak hashes that are handed on, and numbers that can be guessed.
import type { Call, Judgement, PropertySink, Sink, Source } from '../table.ts'
import { cookie, flagOf, hashAt, isHarmlessCookie, isSlow, secretAt } from './flaws.ts'

const drawn = [
  'Int',
  'Intn',
  'IntN',
  'Int31',
  'Int31n',
  'Int32',
  'Int32N',
  'Int63',
  'Int63n',
  'Int64',
  'Int64N',
  'N',
  'Uint32',
  'Uint64',
  'Float64',
  'Float32',
  'Perm',
  'Read',
]

export const goGuessable: Source = {
  names: drawn.flatMap((name) =>
    ['math/rand', 'math/rand/v2'].flatMap((path) => [
      `${path}.${name}()`,
      `${path}.New().${name}()`,
      `${path}.Rand.${name}()`,
    ]),
  ),
  note: 'can be guessed',
  only: ['weak-randomness'],
}

/** The function that makes the hash, handed on as a value. */
export const goWeakHashes: Source = {
  names: ['crypto/md5.New', 'golang.org/x/crypto/md4.New'],
  note: 'is broken',
  only: ['weak-crypto'],
}

const isCookie = (value: ReturnType<Call['argument']>) =>
  value?.fields !== undefined && ['Name', 'Value'].some((name) => value.fields?.has(name))

function checkCookie(which: number) {
  return (call: Call): Judgement | null => {
    const record = call.argument(which)
    if (!record || !isCookie(record) || isHarmlessCookie(record.fields?.get('Name')?.constant)) return null
    const age = record.fields?.get('MaxAge')?.constant
    if (typeof age === 'number' && age < 0) return null
    return cookie(
      [flagOf(record.fields?.get('Secure'), 'missing'), flagOf(record.fields?.get('HttpOnly'), 'missing')],
      record,
    )
  }
}

const keys = [
  'crypto/aes.NewCipher',
  'golang.org/x/crypto/chacha20poly1305.New',
  'golang.org/x/crypto/chacha20poly1305.NewX',
]

export const goFlaws: Sink[] = [
  {
    rule: 'weak-crypto',
    names: ['crypto/md5.Sum', 'crypto/sha1.Sum', 'crypto/md5.New', 'crypto/sha1.New'],
    args: [],
    judge: hashAt(null),
  },
  { rule: 'weak-crypto', names: ['crypto/hmac.New'], args: [0] },
  { rule: 'cookie-flags', names: ['net/http.SetCookie'], args: [], judge: checkCookie(1) },
  { rule: 'cookie-flags', names: ['*.SetCookie'], args: [], judge: checkCookie(0) },
  { rule: 'hard-coded-secret', names: keys, args: [], judge: secretAt(0), atOrigin: true },
  { rule: 'hard-coded-secret', names: ['crypto/hmac.New'], args: [], judge: secretAt(1), atOrigin: true },
  { rule: 'hard-coded-secret', names: ['*.SignedString'], args: [], judge: secretAt(0), atOrigin: true },
  { rule: 'weak-randomness', names: [...keys, 'net/http.SetCookie'], args: [0, 1] },
  { rule: 'weak-randomness', names: ['crypto/hmac.New'], args: [1] },
  {
    rule: 'redos',
    names: ['*.regexp2.Compile', '*.regexp2.MustCompile'],
    args: [0],
  },
  {
    rule: 'redos',
    names: ['*.MatchString', '*.FindStringMatch', '*.MatchRunes', '*.FindRunesMatch', '*.Replace'],
    args: [0],
    when: ({ object }) =>
      /regexp2\.(Must)?Compile$/.test(object?.made?.name ?? '') &&
      isSlow(object) &&
      !object?.fields?.has('MatchTimeout'),
    means: ({ object }) => object,
  },
  {
    rule: 'trust-boundary',
    names: ['*.sessions.Default().Set', '*.Session.Set', 'session.Set', 'sess.Set'],
    args: [0, 1],
  },
]

export const goSession: PropertySink = { rule: 'trust-boundary', names: ['*.Values[]'] }
