// `lintel.yml` at the top of a project: which rules speak there, how grave they are, and for which paths.
import { z } from 'zod'
import { FileGlob } from './file-glob.ts'
import { severities } from './finding.ts'
import type { AppliedSetting } from './rule-setting.ts'

export const LINTEL_FILE = 'lintel.yml'
/** Each file there holds one rule, or several. */
export const RULES_FOLDER = '.lintel/rules/'
export const isRuleFile = (path: string): boolean => /^\.lintel\/rules\/[^/]+\.ya?ml$/.test(path)

const severity = z.enum(severities)
const said = z.union(
  [
    z.boolean(),
    z.enum(['on', 'off']),
    severity,
    z.strictObject({ on: z.boolean().optional(), severity: severity.optional() }),
  ],
  `What is said about a rule is on, off, or one of ${severities.join(', ')}.`,
)
type Said = z.infer<typeof said>
const byRule = z.record(z.string().max(200), said)

export const LintelFile = z.strictObject({
  rules: byRule.default({}),
  paths: z
    .array(z.strictObject({ path: FileGlob, rules: byRule }))
    .max(200)
    .default([]),
})
export type LintelFile = z.infer<typeof LintelFile>

/** In the order in which a later one wins. */
export function settingsIn({ rules, paths }: LintelFile): AppliedSetting[] {
  const all = [{ path: null, rules }, ...paths]
  return all.flatMap(({ path, rules }) =>
    Object.entries(rules).map(([ruleId, what]) => ({ ruleId, path, ...plainly(what), home: 'lintel.yml' as const })),
  )
}

function plainly(said: Said): Pick<AppliedSetting, 'on' | 'severity'> {
  if (typeof said === 'boolean') return { on: said, severity: null }
  if (said === 'on' || said === 'off') return { on: said === 'on', severity: null }
  if (typeof said === 'string') return { on: null, severity: said }
  return { on: said.on ?? null, severity: said.severity ?? null }
}
