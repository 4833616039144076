// A variable that is named like a secret, beside a text that nobody would write by hand.
import type { Language } from '#contract/language.ts'
import { isPlaceholder } from './secrets-shapes.ts'

type Found = { rule: string; what: string; from: number; to: number }

export const NAMED_SECRET = 'named-secret'
const LEAST_ENTROPY = 3.2
const LEAST_KEY = 16
const LEAST_PASSWORD = 8

const word =
  '(?:passw(?:or)?d|passphrase|pwd|secret|token|api_?key|apikey|access_?key|private_?key|secret_?key|auth_?key|signing_?key|encryption_?key|credentials?)'
const assigned = '["\'\\]]{0,2}\\s{0,4}(?::\\s{0,4}[\\w.<>|& ]{1,40}=|:=|=>|={1,3}|:)\\s{0,4}'
const quoted = new RegExp(`([\\w.-]{0,60}?${word}\\d?)${assigned}(?:[rbuf]{0,2})(["'\`])([^"'\`\\s]{8,200})\\2`, 'gi')
const bare = new RegExp(
  `^[ \\t]*(?:export[ \\t]+)?([\\w.-]{0,60}?${word}\\d?)[ \\t]*[=:][ \\t]*()([^"'\`\\s#;,]{8,200})[ \\t]*$`,
  'gim',
)

/** Tests are full of made-up passwords: there only a provider's shape counts. */
export const isTestPath = (path: string): boolean =>
  /(^|[/_.-])(tests?|specs?|fixtures?|mocks?|examples?|__tests__|testdata)([/_.-]|$)/i.test(path)

export function namedSecrets(path: string, content: string, language: Language): Found[] {
  if (isTestPath(path)) return []
  const patterns = language === 'text' ? [quoted, bare] : [quoted]
  return patterns.flatMap((pattern) => [...content.matchAll(pattern)].flatMap(judge))
}

function judge(match: RegExpMatchArray): Found[] {
  const [whole, name = '', quote = '', value = ''] = match
  if (isType(match)) return []
  if (!(isPasswordName(name) ? looksLikePassword(value) : looksLikeKey(value))) return []
  const to = (match.index ?? 0) + whole.trimEnd().length - quote.length
  const what = isPasswordName(name) ? 'A password' : 'A secret key'
  return [{ rule: NAMED_SECRET, what, from: to - value.length, to }]
}

/** `AWS::ApiGateway::ApiKey` is a kind of thing, and no name of one. */
const isType = ({ input = '', index = 0 }: RegExpMatchArray) =>
  /::[\w.-]*$/.test(input.slice(Math.max(0, index - 60), index))

/** A text that is kept under such a name, or handed over by it, wherever it was written. */
export const isSecretNamed = (name: string, text: string): boolean =>
  endsInWord.test(name) &&
  !isPlaceholder(text) &&
  !/^[a-z]+\/[a-z]|\s/.test(text) &&
  (isPasswordName(name) ? looksLikePassword(text) : looksLikeKey(text))

const endsInWord = new RegExp(`(^|[._]|(?=[A-Z]))${word}$`, 'i')

const isPasswordName = (name: string) => /(passw(or)?d|passphrase|pwd)\d?$/i.test(name)

/** Letters and digits mixed; not a word, a name, a path or an address. */
const looksLikePassword = (value: string) =>
  value.length >= LEAST_PASSWORD && /[a-z]/i.test(value) && /\d/.test(value) && !looksLikeName(value)

const looksLikeKey = (value: string) =>
  value.length >= LEAST_KEY &&
  /[a-z]/i.test(value) &&
  /\d/.test(value) &&
  !looksLikeName(value) &&
  entropy(value) >= LEAST_ENTROPY

const looksLikeName = (value: string) =>
  /^[a-z]+:\/\/|^[./~@]|^[A-Za-z]+([._/:-][A-Za-z]+)*\d{0,2}$|[(){}[\]<>]|^[\w-]+(\.[\w-]+)+$|^[a-z0-9_-]+([./:][a-z0-9_-]+)+$|\$|%/.test(
    value,
  )

/** Bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
