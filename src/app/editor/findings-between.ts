// The findings that stand on some lines of a file now. Pure.
import type { Finding } from '#contract/finding.ts'
import type { Placements } from './markers.ts'

type Lines = { path: string; first: number; last: number }

export const findingsBetween = (findings: Finding[], placements: Placements, { path, first, last }: Lines): Finding[] =>
  findings.filter((finding) => {
    const range = placements.get(finding.id)?.range
    return finding.path === path && range && range.startLine <= last && range.endLine >= first
  })
