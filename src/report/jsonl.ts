// JSON Lines: one finding in each line, flat, for scripts and scoring.
import { type Judgement, shown } from './judgement.ts'

/** `startLine` and `endLine` are null for a finding about the whole file; `cwe` is null where none applies. */
export function toJsonl(judgement: Judgement): string {
  return shown(judgement)
    .map(({ path, range, category, severity, ruleId, cwe, title, fingerprint }) =>
      JSON.stringify({
        path,
        startLine: range?.startLine ?? null,
        endLine: range?.endLine ?? null,
        category,
        severity,
        ruleId,
        cwe: cwe ?? null,
        title,
        fingerprint,
      }),
    )
    .map((line) => `${line}\n`)
    .join('')
}
