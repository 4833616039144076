// Java: calls that are wrong by themselves, parsers with entities on, and numbers that can be guessed.
import type { Call, Judgement, Sink, Source } from '../table.ts'
import type { Value } from '../value.ts'
import { eachOf, words } from './each-of.ts'
import { cipherAt, cookie, flagOf, hashAt, isHarmlessCookie, isSlow, macAt, secretAt } from './flaws.ts'

export const javaGuessable: Source = {
  names: [
    ...eachOf(
      'java.util.Random Random ThreadLocalRandom.current() java.util.concurrent.ThreadLocalRandom.current() ThreadLocalRandom SplittableRandom',
      'nextInt() nextLong() nextDouble() nextBytes() nextFloat() ints()',
    ),
    ...words(
      'Math.random() RandomStringUtils.random() RandomStringUtils.randomAlphanumeric() RandomStringUtils.randomNumeric() org.apache.commons.lang3.RandomStringUtils.randomAlphanumeric()',
    ),
  ],
  note: 'can be guessed',
  only: ['weak-randomness'],
}

/** What was set on it, or on the factory it comes from. */
function settingsOf(value: Value | null | undefined): [string, Value][] {
  const given = value?.made?.given
  return given ? [...given, ...settingsOf(given.get('(of)'))] : []
}

/** Reads documents with whatever they name, as far as all that was set is seen. */
function isOpen(value: Value | null | undefined): boolean {
  if (!value?.made) return false
  return !settingsOf(value).some(
    ([key, { constant }]) =>
      (/^setFeature:.*(disallow-doctype-decl|FEATURE_SECURE_PROCESSING)/.test(key) && constant === true) ||
      (/^setFeature:.*external-(general|parameter)-entities/.test(key) && constant === false) ||
      (/^(setProperty|setAttribute):.*(SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|supportDTD|isSupportingExternalEntities)/.test(
        key,
      ) &&
        constant !== true) ||
      /^(setProperty|setAttribute):.*(ACCESS_EXTERNAL|accessExternal)/.test(key) ||
      /^setEntityResolver$|^setXMLResolver$/.test(key),
  )
}

const parse = (names: string[], args: Sink['args'] = [0]): Sink => ({
  rule: 'xxe',
  names,
  args,
  when: ({ object }) => isOpen(object),
  means: ({ object }) => object,
})

function checkCookie(call: Call): Judgement | null {
  const made = call.argument(0)
  const given = made?.made?.given
  if (!made || !given || !/(^|\.)Cookie$/.test(made.made?.name ?? '') || isHarmlessCookie(given.get('0')?.constant))
    return null
  if (given.get('setMaxAge')?.constant === 0) return null
  return cookie([flagOf(given.get('setSecure'), 'missing'), flagOf(given.get('setHttpOnly'), 'missing')], made, [
    given.get('setSecure'),
    given.get('setHttpOnly'),
  ])
}

const stream = (value: Value | null | undefined) => /(ObjectInputStream|XMLDecoder)$/.test(value?.made?.name ?? '')

/** Where size and algorithm do not both stand in the method itself, which needs no values to be followed. */
function keySize(call: Call): Judgement | null {
  const [size, algorithm] = [call.constantOf(0), call.object?.made?.given.get('0')?.constant]
  if (typeof size !== 'number' || !/^(RSA|DSA|DH|DiffieHellman)$/.test(String(algorithm))) return null
  return size >= 2048 ? { verdict: 'good' } : { verdict: 'bad', because: call.argument(0) }
}

export const javaFlaws: Sink[] = [
  { rule: 'weak-crypto', names: words('*.MessageDigest.getInstance'), args: [], judge: hashAt(0) },
  {
    rule: 'weak-crypto',
    names: words('*.Cipher.getInstance *.KeyGenerator.getInstance *.SecretKeySpec'),
    args: [],
    judge: (call) => cipherAt(call.made ? 1 : 0)(call),
  },
  { rule: 'weak-crypto', names: words('*.Mac.getInstance'), args: [], judge: macAt(0) },
  { rule: 'weak-crypto', names: words('*.KeyPairGenerator.initialize'), args: [], judge: keySize },
  { rule: 'cookie-flags', names: ['*.addCookie'], args: [], judge: checkCookie },
  {
    rule: 'hard-coded-secret',
    names: words('*.SecretKeySpec *.Keys.hmacShaKeyFor *.Algorithm.HMAC256 *.Algorithm.HMAC512 *.PBEKeySpec'),
    args: [],
    judge: secretAt(0),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: words('*.DriverManager.getConnection'),
    args: [],
    judge: secretAt(2),
    atOrigin: true,
  },
  { rule: 'weak-randomness', names: words('*.SecretKeySpec *.IvParameterSpec *.GCMParameterSpec'), args: [0, 1] },
  parse(eachOf('*.DocumentBuilder *.newDocumentBuilder()', 'parse')),
  parse(
    eachOf('*.SAXParser *.newSAXParser() *.XMLReader *.getXMLReader() *.SAXBuilder *.SAXReader', 'parse build read'),
  ),
  parse(
    eachOf(
      '*.XMLInputFactory *.XMLInputFactory.newInstance() *.XMLInputFactory.newFactory()',
      'createXMLStreamReader createXMLEventReader',
    ),
  ),
  {
    rule: 'deserialisation',
    names: words('*.readObject *.readUnshared'),
    args: ['self'],
    when: ({ object }) => stream(object) && !object?.made?.given.has('setObjectInputFilter'),
  },
  {
    rule: 'redos',
    names: ['*.matches', '*.replaceAll', '*.split', '*.replaceFirst'],
    args: ['self'],
    when: (call) => call.args.length < 3 && isSlow(call.argument(0), call.names),
  },
  { rule: 'redos', names: ['*.Pattern.matches'], args: [1], when: (call) => isSlow(call.argument(0), call.names) },
  {
    rule: 'redos',
    names: ['*.matcher'],
    args: [0],
    when: ({ object }) => isSlow(object, ['matches']),
    means: ({ object }) => object,
  },
]
