// What a workspace and a project say about rules, applied: a rule that is off is held back with the reason, not forgotten.
import type { Candidate } from '#contract/finding.ts'
import type { AppliedSetting, Effective, SettingHome } from '#contract/rule-setting.ts'
import { matchesGlob } from './globs.ts'

const places: Record<SettingHome, string> = {
  workspace: 'in the workspace',
  'lintel.yml': 'by lintel.yml',
  project: 'in this project',
}

/** The same findings in the same order. */
export function applySettings(found: Candidate[], settings: readonly AppliedSetting[]): Candidate[] {
  if (settings.length === 0) return found
  const byRule = Map.groupBy(settings, ({ ruleId }) => ruleId)
  return found.map((candidate) => {
    const said = byRule.get(candidate.ruleId)?.filter(({ path }) => path === null || matchesGlob(candidate.path, path))
    return said ? configured(candidate, said) : candidate
  })
}

function configured(candidate: Candidate, said: AppliedSetting[]): Candidate {
  const severity = said.findLast((one) => one.severity !== null)?.severity ?? candidate.severity
  const last = said.findLast((one) => one.on !== null)
  if (last?.on !== false || candidate.fate !== 'shown') return { ...candidate, severity }
  const where = last.path === null ? '' : ` for ${last.path}`
  return { ...candidate, severity, fate: 'held-back', fateReason: `Switched off ${places[last.home]}${where}.` }
}

/** What holds for a rule in all files, and where it holds something else. */
export function effectiveOf(severity: Effective['severity'], said: readonly AppliedSetting[]): Effective {
  const general = said.filter(({ path }) => path === null)
  const on = general.findLast((one) => one.on !== null)
  const grave = general.findLast((one) => one.severity !== null)
  return {
    on: on?.on ?? true,
    onFrom: on?.home ?? 'default',
    severity: grave?.severity ?? severity,
    severityFrom: grave?.home ?? 'default',
    paths: said.flatMap(({ path, on, severity, home }) => (path === null ? [] : [{ path, on, severity, from: home }])),
  }
}
