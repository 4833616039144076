// A unified diff with the checked fixes of a review, as `git apply` takes it. What does not fit is named above it.
import { formatPatch, structuredPatch } from 'diff'
import type { Candidate } from '#contract/finding.ts'
import { fitFixes } from './fit-fixes.ts'
import { plural } from './judgement.ts'

type File = { path: string; content: string }

/** @param findings the ones to mend, the gravest first; those without a checked fix are passed over. */
export function toPatch(findings: Candidate[], files: File[]): string {
  const byPath = Map.groupBy(findings, ({ path }) => path)
  const fitted = files.map((file) => ({ ...file, ...fitFixes(file.content, byPath.get(file.path) ?? []) }))
  const mended = fitted.filter(({ applied }) => applied.length > 0)
  const fixes = plural(
    mended.reduce((sum, { applied }) => sum + applied.length, 0),
    'checked fix',
    'checked fixes',
  )
  const head = [`# Lintel: ${fixes} in ${plural(mended.length, 'file')}.`]
  head.push(
    ...fitted.flatMap(({ left }) =>
      left.map((finding) => `# Left out, it does not fit beside the others: ${name(finding)}`),
    ),
  )
  return `${head.join('\n')}\n${mended.map(fileDiff).join('')}`
}

/** In one line: what comes from the code under review must not begin a diff of its own. */
const name = ({ path, range, fix }: Candidate) =>
  `${path}:${range?.startLine ?? 1} ${fix?.title ?? ''}`.replace(/\s+/g, ' ').trim()

function fileDiff({ path, content, mended }: File & { mended: string }): string {
  const diff = structuredPatch(`a/${path}`, `b/${path}`, content, mended, undefined, undefined, { context: 3 })
  return formatPatch({ ...diff, isGit: true })
}
