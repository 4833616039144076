// What counts as a secret by its name and its text: for the search in a text, and for values that are followed.

const LEAST_ENTROPY = 3.2
const LEAST_KEY = 16
const LEAST_PASSWORD = 8

export const secretWord =
  '(?:passw(?:or)?d|passphrase|pwd|secret|token|api_?key|apikey|access_?key|private_?key|secret_?key|auth_?key|signing_?key|encryption_?key|credentials?)'

/** Tests are full of made-up passwords: there only a provider's shape counts. */
export const isTestPath = (path: string): boolean =>
  /(^|[/_.-])(tests?|specs?|fixtures?|mocks?|examples?|__tests__|testdata)([/_.-]|$)/i.test(path)

/** A text that is kept under such a name, or handed over by it, wherever it was written. */
export const isSecretNamed = (name: string, text: string): boolean =>
  endsInWord.test(name) && !isPlaceholder(text) && !/^[a-z]+\/[a-z]|\s/.test(text) && looksSecret(name, text)

const endsInWord = new RegExp(`(^|[._]|(?=[A-Z]))${secretWord}$`, 'i')

export const isPasswordName = (name: string) => /(passw(or)?d|passphrase|pwd)\d?$/i.test(name)

/** Whether nobody would write this text by hand, as the value of that name. */
export const looksSecret = (name: string, text: string): boolean =>
  isPasswordName(name) ? looksLikePassword(text) : looksLikeKey(text)

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

/** A stand-in: an example, a template, one character again and again. */
export function isPlaceholder(text: string): boolean {
  return stand.test(text) || templated.test(text) || new Set(text.replace(/^\w{2,8}[_-]/, '')).size <= 4
}

const stand =
  /example|sample|placeholder|change[_-]?me|change[_-]?this|change[_-]?it|dummy|fake|your[_-]|my[_-]?(?:secret|password|token|key)|insert|replace|redacted|todo|not[_-]?(?:a|so)[_-]?|lorem|test|xxxx|\*{3}|\.{3}|0000000|1234567890|abcdefghij|@(?:localhost|127\.0\.0\.1)|:(?:password|pass|secret|postgres|root|admin|user)@/i

const templated = /\$\{|\{\{|<[^>]*>|%\(?\w|\{\w*\}|\$\w/
