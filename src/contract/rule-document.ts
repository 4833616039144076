// A rule as a team writes it: ast-grep's own format, with what a finding must be able to say, and its own tests.
import { z } from 'zod'
import { FileGlob } from './file-glob.ts'
import { categories, severities } from './finding.ts'
import { type Language, languages } from './language.ts'

export const MAX_RULE_SOURCE = 32 * 1024
const MAX_TESTS = 50

/** What ast-grep calls them too. */
const spellings: Record<string, Language> = {
  py: 'python',
  js: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  golang: 'go',
  ...Object.fromEntries(languages.map((language) => [language, language])),
}
const UNKNOWN_LANGUAGE = `Unknown language. Known are ${languages.join(', ')}.`
const oneLanguage = z.string().transform((name, context): Language => {
  const language = spellings[name.toLowerCase()]
  if (language) return language
  context.addIssue({ code: 'custom', message: UNKNOWN_LANGUAGE })
  return z.NEVER
})

/** ast-grep's words for how grave it is, beside ours. */
const theirSeverities = { error: 'high', warning: 'medium', info: 'low', hint: 'low' } as const
const severity = z.enum([...severities, ...(Object.keys(theirSeverities) as (keyof typeof theirSeverities)[])])

const block = z.record(z.string(), z.unknown())
const sample = z.string().max(8000, 'A test may have at most 8000 characters.')

export const RuleTests = z.strictObject({
  valid: z.array(sample).max(MAX_TESTS).default([]),
  /** `fixed`: what the fix must make of it. */
  invalid: z
    .array(z.union([sample, z.strictObject({ code: sample, fixed: sample.optional() })]))
    .max(MAX_TESTS)
    .default([]),
})
export type RuleTests = z.infer<typeof RuleTests>

export const RuleName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'An id is lower-case letters, digits, dots and dashes, such as no-print.')

export const RuleDocument = z.strictObject({
  id: RuleName,
  language: z.union([oneLanguage.transform((one) => [one]), z.array(oneLanguage).min(1)], UNKNOWN_LANGUAGE),
  message: z.string().trim().min(1, 'A message is needed.').max(300, 'A message may have at most 300 characters.'),
  /** Why, and what to do instead. */
  note: z.string().trim().max(4000, 'A note may have at most 4000 characters.').optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'A url is an http(s) address.' })
    .max(500)
    .optional(),
  severity: severity.optional(),
  rule: block,
  constraints: block.optional(),
  utils: block.optional(),
  transform: block.optional(),
  fix: z.string().max(4000, 'A fix may have at most 4000 characters.').optional(),
  files: z.array(FileGlob).max(20).optional(),
  ignores: z.array(FileGlob).max(20).optional(),
  metadata: z
    .strictObject({
      cwe: z
        .string()
        .regex(/^CWE-\d{1,5}$/, 'A weakness is named such as CWE-89.')
        .optional(),
      category: z.enum(categories).optional(),
      severity: severity.optional(),
    })
    .default({}),
  tests: RuleTests.default({ valid: [], invalid: [] }),
})
export type RuleDocument = z.infer<typeof RuleDocument>

/** What its findings say of themselves unless a setting says otherwise. */
export function ruleFacts({ id, language, message, note, url, severity, metadata, fix }: RuleDocument) {
  const said = metadata.severity ?? severity ?? 'medium'
  return {
    id: `${OWN_RULES}${id}`,
    languages: [...new Set(language)],
    title: message,
    explanation: note ?? `The team has a rule about this: ${id}.`,
    severity: said in theirSeverities ? theirSeverities[said as keyof typeof theirSeverities] : (said as Severity),
    category: metadata.category ?? (metadata.cwe ? ('security' as const) : ('maintainability' as const)),
    ...(metadata.cwe && { cwe: metadata.cwe }),
    ...(url && { url }),
    fix: fix !== undefined,
  }
}
type Severity = (typeof severities)[number]

/** How the ids of a team's own rules begin. */
export const OWN_RULES = 'team/'
