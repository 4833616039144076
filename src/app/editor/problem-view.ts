// Which findings the list shows, and under which headings. Pure.
import { type categories, type Finding, type State, severities } from '#contract/finding.ts'
import { byName } from './by-name.ts'

export const groupings = ['file', 'severity', 'rule'] as const
export type Grouping = (typeof groupings)[number]

/** An empty set asks for nothing in particular. */
export type Filter = {
  text: string
  severities: ReadonlySet<(typeof severities)[number]>
  categories: ReadonlySet<(typeof categories)[number]>
  states: ReadonlySet<State>
}
export type Group = { name: string; findings: Finding[] }

export const noFilter: Filter = { text: '', severities: new Set(), categories: new Set(), states: new Set() }
export const isFiltering = ({ text, severities, categories, states }: Filter) =>
  text.trim() !== '' || severities.size + categories.size + states.size > 0

/** Every word of the text stands somewhere in what the finding says of itself. */
export function passes(finding: Finding, { text, severities, categories, states }: Filter): boolean {
  const { severity, category, state, path, ruleId, title, explanation } = finding
  const said = [path, ruleId, title, explanation].join('\n').toLowerCase()
  return (
    (severities.size === 0 || severities.has(severity)) &&
    (categories.size === 0 || categories.has(category)) &&
    (states.size === 0 || states.has(state)) &&
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => said.includes(word))
  )
}

/** @param findings in reading order, which they keep within each group. */
export function grouped(findings: Finding[], by: Grouping): Group[] {
  const groups = [...Map.groupBy(findings, (finding) => keyOf(finding, by))].map(([name, findings]) => ({
    name,
    findings,
  }))
  if (by !== 'severity') return groups.sort((a, b) => byName(a.name, b.name))
  return groups.sort((a, b) => severities.indexOf(a.name as never) - severities.indexOf(b.name as never))
}

function keyOf({ path, severity, ruleId }: Finding, by: Grouping): string {
  if (by === 'file') return path
  return by === 'severity' ? severity : ruleId
}
