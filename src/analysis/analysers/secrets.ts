// Keys and passwords written into the code: by the shape of a provider's key, and by a name beside an improbable text.
import { lintSource } from '@secretlint/core'
import { creator as preset } from '@secretlint/secretlint-rule-preset-recommend'
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { type Lines, linesOf, rangeOf } from '../position.ts'
import { isPlaceholder } from '../secret-text.ts'
import { namedSecrets } from './secrets-by-name.ts'
import { providerShapes } from './secrets-shapes.ts'

/** `from` and `to` are offsets of the secret itself. */
type Found = { rule: string; what: string; from: number; to: number }

export async function analyse({ path, content, language }: CodeFile): Promise<Hit[]> {
  const lines = linesOf(content)
  const found = [...byShape(content), ...(await bySecretlint(content)), ...namedSecrets(path, content, language)]
  return onePerPlace(found.filter(({ from, to }) => !isPlaceholder(content.slice(from, to)))).map((one) =>
    hit(lines, one),
  )
}

function byShape(content: string): Found[] {
  return providerShapes.flatMap(({ rule, what, shape }) =>
    [...content.matchAll(shape)].map((match) => ({ rule, what, from: match.index, to: match.index + match[0].length })),
  )
}

async function bySecretlint(content: string): Promise<Found[]> {
  // Comments in the code may not silence the search; the length stays the same.
  const deaf = content.replace(/secretlint-/gi, 'secretlint_')
  const { messages } = await lintSource({
    source: { content: deaf, filePath: 'file', ext: '', contentType: 'text' },
    options: { noPhysicFilePath: true, config: { rules: [{ id: PRESET, rule: preset }] } },
  })
  return messages.map(({ ruleId, range: [from, to] }) => {
    const rule = ruleId.replace(/^.*secretlint-rule-/, '')
    return { rule, what: 'A secret', from, to }
  })
}

const PRESET = '@secretlint/secretlint-rule-preset-recommend'

/** Several shapes may fit one text: the first that was found stands. */
function onePerPlace(found: Found[]): Found[] {
  return found.filter(
    (one, index) => !found.slice(0, index).some((earlier) => earlier.from < one.to && one.from < earlier.to),
  )
}

function hit(lines: Lines, { rule, what, from, to }: Found): Hit {
  return { ...secretAdvice, title: secretTitle(what), ruleId: secretId(rule), range: rangeOf(lines, from, to) }
}

export const secretId = (name: string) => `secrets/${name}`
export const secretTitle = (what: string) => `${what} stands in the code`
export const secretAdvice: Omit<Advice, 'title'> = {
  severity: 'critical',
  category: 'security',
  cwe: 'CWE-798',
  explanation:
    'Everybody who can read the code, its history or a copy of it can use the secret. Take it back at the provider, make a new one and read it from the environment or a secret store.',
}
