// GitLab Code Quality: the list that a merge request shows beside its changes.
import { createHash } from 'node:crypto'
import { type Judgement, shown } from './judgement.ts'

type Told = Judgement['findings'][number]

const severityThere = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor' } as const

export const toGitlab = (judgement: Judgement): string => `${JSON.stringify(shown(judgement).map(issue), null, 2)}\n`

const issue = (finding: Told) => ({
  description: `${finding.title}. ${finding.explanation}`,
  check_name: finding.ruleId,
  fingerprint: identity(finding),
  severity: severityThere[finding.severity],
  location: { path: finding.path, lines: { begin: finding.range?.startLine ?? 1 } },
})

/** Of two with one fingerprint GitLab shows a single one, and ours may be the same in two files. */
const identity = ({ path, fingerprint }: Told) => createHash('sha256').update(`${path}\0${fingerprint}`).digest('hex')
