// A completed review as a file for other tools.
import type { Actor } from '#accounts/actor.ts'
import { isTold } from '#contract/finding.ts'
import { Problem } from '#contract/problem.ts'
import type { ExportFormat } from '#contract/review.ts'
import { toGitlab } from '#report/gitlab.ts'
import { toJson } from '#report/json.ts'
import type { Judgement } from '#report/judgement.ts'
import { toJunit } from '#report/junit.ts'
import { toMarkdown } from '#report/markdown.ts'
import { toPatch } from '#report/patch.ts'
import { toSarif } from '#report/sarif.ts'
import { listFindings } from './list-findings.ts'
import { readReview } from './read.ts'
import { readSnapshot } from './snapshot.ts'

export type Exported = { name: string; type: string; text: string }

const kinds: Record<ExportFormat, { extension: string; type: string }> = {
  json: { extension: 'json', type: 'application/json' },
  markdown: { extension: 'md', type: 'text/markdown; charset=utf-8' },
  sarif: { extension: 'sarif', type: 'application/sarif+json' },
  gitlab: { extension: 'gitlab.json', type: 'application/json' },
  junit: { extension: 'junit.xml', type: 'application/xml' },
  patch: { extension: 'patch', type: 'text/x-patch; charset=utf-8' },
}

/** With every finding but the fixed ones. Throws `not-found`, or `conflict` while there is no result. */
export async function exportReview(
  actor: Pick<Actor, 'workspaceId'>,
  id: string,
  format: ExportFormat,
): Promise<Exported> {
  const { status, engine, coverage, summary } = (await readReview(actor, id)).review
  if (!engine || !summary) throw new Problem('conflict', `This review has no result to export: it is ${status}.`)
  const { items } = await listFindings(actor, id, { fate: 'all', limit: ALL })
  const { extension, type } = kinds[format]
  const text = await writers[format]({ engine, coverage, summary, findings: items }, () => readSnapshot(actor, id))
  return { name: `review-${id}.${extension}`, type, text }
}

const ALL = 2 ** 31 - 1

type Writer = (judgement: Judgement, files: () => ReturnType<typeof readSnapshot>) => string | Promise<string>

const writers: Record<ExportFormat, Writer> = {
  json: toJson,
  markdown: (judgement) => toMarkdown({ ...judgement, findings: told(judgement) }),
  sarif: toSarif,
  gitlab: (judgement) => toGitlab({ ...judgement, findings: told(judgement) }),
  junit: (judgement) => toJunit({ ...judgement, findings: told(judgement) }),
  patch: async (judgement, files) => toPatch(told(judgement), await files()),
}

/** What a person has dismissed is neither counted nor mended. */
const told = ({ findings }: Judgement) =>
  findings.filter((finding) => isTold({ fate: finding.fate, state: 'state' in finding ? finding.state : 'new' }))
