// A variable that is named like a secret, beside a text that nobody would write by hand.
import type { Language } from '#contract/language.ts'
import { isPasswordName, isTestPath, looksSecret, secretWord } from '../secret-text.ts'

type Found = { rule: string; what: string; from: number; to: number }

export const NAMED_SECRET = 'named-secret'
const assigned = '["\'\\]]{0,2}\\s{0,4}(?::\\s{0,4}[\\w.<>|& ]{1,40}=|:=|=>|={1,3}|:)\\s{0,4}'
const quoted = new RegExp(
  `([\\w.-]{0,60}?${secretWord}\\d?)${assigned}(?:[rbuf]{0,2})(["'\`])([^"'\`\\s]{8,200})\\2`,
  'gi',
)
const bare = new RegExp(
  `^[ \\t]*(?:export[ \\t]+)?([\\w.-]{0,60}?${secretWord}\\d?)[ \\t]*[=:][ \\t]*()([^"'\`\\s#;,]{8,200})[ \\t]*$`,
  'gim',
)

export function namedSecrets(path: string, content: string, language: Language): Found[] {
  if (isTestPath(path)) return []
  const patterns = language === 'text' ? [quoted, bare] : [quoted]
  return patterns.flatMap((pattern) => [...content.matchAll(pattern)].flatMap(judge))
}

function judge(match: RegExpMatchArray): Found[] {
  const [whole, name = '', quote = '', value = ''] = match
  if (isType(match)) return []
  if (!looksSecret(name, value)) return []
  const to = (match.index ?? 0) + whole.trimEnd().length - quote.length
  const what = isPasswordName(name) ? 'A password' : 'A secret key'
  return [{ rule: NAMED_SECRET, what, from: to - value.length, to }]
}

/** `AWS::ApiGateway::ApiKey` is a kind of thing, and no name of one. */
const isType = ({ input = '', index = 0 }: RegExpMatchArray) =>
  /::[\w.-]*$/.test(input.slice(Math.max(0, index - 60), index))
