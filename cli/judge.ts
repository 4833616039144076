// Files become one judgement: part after part, so that a large tree needs no more memory than a small one.
import { analyse, type Outcome, type SourceFile, type TeamRules } from '#analysis/analyse.ts'
import { engine } from '#analysis/engine.ts'
import { severities } from '#contract/finding.ts'
import type { Coverage, Summary } from '#contract/review.ts'
import { type Judgement, shown } from '#report/judgement.ts'

const PART = 100

/** `failed`: whether an analyser gave up on a file it should have read. `tell` hears how many files are done. */
export type Judged = Judgement & { failed: boolean }

export async function judge(
  files: SourceFile[],
  rules: TeamRules | null,
  tell: (done: number) => void,
): Promise<Judged> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < files.length; from += PART) {
    outcomes.push(await analyse(files.slice(from, from + PART), { ...alone, rules }))
    tell(Math.min(from + PART, files.length))
  }
  const findings = outcomes.flatMap((outcome) => outcome.findings)
  const coverage = outcomes.flatMap((outcome) => outcome.coverage)
  return {
    engine: engine(),
    coverage,
    findings,
    summary: summarise({ findings, coverage }),
    failed: outcomes.some(({ degraded }) => degraded),
  }
}

const alone = {
  signal: new AbortController().signal,
  model: null,
  planned: async () => {},
  remember: (_: string, run: () => ReturnType<Parameters<Parameters<typeof analyse>[1]['remember']>[1]>) => run(),
}

/** Told anew whenever findings were left out. */
export function summarise({ findings, coverage }: Pick<Judgement, 'findings' | 'coverage'>): Summary {
  const told = shown({ findings })
  const count = (severity: string) => told.filter((one) => one.severity === severity).length
  return {
    verdict: told.length > 0 ? 'findings' : coverage.every(isWhole) ? 'clean' : 'partial',
    counts: Object.fromEntries(severities.map((severity) => [severity, count(severity)])) as Summary['counts'],
  }
}

const isWhole = ({ status }: Coverage) => status === 'reviewed'
