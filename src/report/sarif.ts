// SARIF 2.1.0 (OASIS), as code hosts read it: rules told once, results with identity, path of evidence and fixes.
import type { Evidence, Fix, Range } from '#contract/finding.ts'
import { type Judgement, shown } from './judgement.ts'

type Told = Judgement['findings'][number]

const level = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const
/** What code hosts sort by: 9 and more is shown as critical, 7 as high, 4 as medium. */
const securitySeverity = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const

export function toSarif(judgement: Judgement): string {
  const found = shown(judgement)
  const rules = [...new Map(found.map((finding) => [finding.ruleId, ruleOf(finding)])).values()]
  const index = new Map(rules.map(({ id }, position) => [id, position]))
  const run = {
    tool: { driver: { name: 'Lintel', semanticVersion: `${judgement.engine.version}.0.0`, rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [invocation(judgement)],
    results: found.map((finding) => result(finding, index.get(finding.ruleId) ?? -1)),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

const ruleOf = ({ ruleId, title, explanation, ruleUrl, severity, category, cwe }: Told) => ({
  id: ruleId,
  shortDescription: { text: title },
  fullDescription: { text: explanation },
  help: { text: explanation }, // without it some code hosts show no rule at all
  ...(ruleUrl && { helpUri: ruleUrl }),
  defaultConfiguration: { level: level[severity] },
  properties: {
    tags: [category, ...(cwe ? [`external/cwe/${cwe.toLowerCase()}`] : [])],
    ...(category === 'security' && { 'security-severity': securitySeverity[severity] }),
  },
})

function result(finding: Told, ruleIndex: number) {
  const { ruleId, severity, title, explanation, path, range, quote, fingerprint, evidence, fix } = finding
  const region = range && { ...regionOf(range), ...(quote && { snippet: { text: quote } }) }
  return {
    ruleId,
    ruleIndex,
    level: level[severity],
    message: { text: `${title}. ${explanation}` },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), ...(region && { region }) } }],
    partialFingerprints: { 'lintel/v1': fingerprint },
    ...(evidence?.length && { codeFlows: [codeFlow(evidence)] }),
    ...(fix?.checked && { fixes: [fixOf(fix)] }),
    ...suppressionsOf(finding),
  }
}

/** A comment in the code asks for silence and is not obeyed (under review); a person's word is. */
function suppressionsOf(finding: Told) {
  if ('state' in finding && finding.state === 'dismissed') {
    const reason = finding.dismissal?.reason
    return { suppressions: [{ kind: 'external', status: 'accepted', ...(reason && { justification: reason }) }] }
  }
  if (!finding.suppression) return {}
  return { suppressions: [{ kind: 'inSource', status: 'rejected', justification: finding.suppression }] }
}

const codeFlow = (evidence: Evidence[]) => ({
  threadFlows: [
    {
      locations: evidence.map(({ path, range, note }) => ({
        location: {
          physicalLocation: { artifactLocation: artifact(path), region: regionOf(range) },
          message: { text: note },
        },
      })),
    },
  ],
})

const fixOf = ({ title, edits }: Fix) => ({
  description: { text: title },
  artifactChanges: [...Map.groupBy(edits, ({ path }) => path)].map(([path, ofFile]) => ({
    artifactLocation: artifact(path),
    replacements: ofFile.map(({ range, newText }) => ({
      deletedRegion: regionOf(range),
      insertedContent: { text: newText },
    })),
  })),
})

const invocation = ({ coverage }: Judgement) => ({
  executionSuccessful: true,
  toolExecutionNotifications: coverage
    .filter(({ status }) => status !== 'reviewed')
    .map(({ path, status, reason }) => ({
      level: status === 'partial' ? 'warning' : 'note',
      message: { text: `${path} was ${status === 'partial' ? 'judged in part' : 'skipped'}. ${reason ?? ''}`.trim() },
      locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    })),
})

const artifact = (path: string) => ({ uri: path.split('/').map(encodeURIComponent).join('/') })
const regionOf = ({ startLine, startColumn, endLine, endColumn }: Range) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
})
