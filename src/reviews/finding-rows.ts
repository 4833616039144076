// A finding between its two shapes: what analysis says, what a row keeps, what the contract shows.
import { createHash } from 'node:crypto'
import type { Candidate, Finding, State } from '#contract/finding.ts'
import type { FindingRow, findings } from '#db/schema/findings.ts'

type Owner = { id: string; workspaceId: string }

/**
 * The same finding of the same review has the same id, while it is provisional and after, so that news and result meet.
 * A UUID of version 8 (RFC 9562) made from a hash.
 */
export function findingId(reviewId: string, { path, fingerprint }: Pick<Candidate, 'path' | 'fingerprint'>): string {
  const bytes = createHash('sha256').update(`${reviewId}\0${path}\0${fingerprint}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const provisional = (reviewId: string, candidate: Candidate): Finding => ({
  id: findingId(reviewId, candidate),
  ...candidate,
  state: 'new',
})

export function toRow(
  review: Owner,
  candidate: Candidate,
  position: number,
  state: State = 'new',
): typeof findings.$inferInsert {
  const { range, ...rest } = candidate
  return {
    id: findingId(review.id, candidate),
    reviewId: review.id,
    workspaceId: review.workspaceId,
    position,
    state,
    ...rest,
    ...range,
  }
}

/** What the row of a finding becomes in the review that no longer has it: the rest of it stays as it was. */
export const endOf = (review: Owner, finding: Pick<Candidate, 'path' | 'fingerprint'>, position: number) => ({
  id: findingId(review.id, finding),
  review_id: review.id,
  workspace_id: review.workspaceId,
  position,
  state: 'fixed' satisfies State,
  was: null,
  created_at: 'now',
})

/** A row as Postgres reads it from JSON: by the names of its columns, with what an insert would have added. */
export const asJson = (row: typeof findings.$inferInsert): Record<string, unknown> => ({
  created_at: 'now', // which Postgres takes for the time of its transaction
  ...Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`), value]),
  ),
})

export function fromRow(row: FindingRow): Finding {
  const { startLine, startColumn, endLine, endColumn } = row
  const hasRange = startLine !== null && startColumn !== null && endLine !== null && endColumn !== null
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    path: row.path,
    range: hasRange ? { startLine, startColumn, endLine, endColumn } : null,
    quote: row.quote,
    severity: row.severity,
    category: row.category,
    title: row.title,
    explanation: row.explanation,
    ruleId: row.ruleId,
    source: row.source,
    state: row.state,
    fate: row.fate,
    ...(row.ruleUrl && { ruleUrl: row.ruleUrl }),
    ...(row.cwe && { cwe: row.cwe }),
    ...(row.evidence && { evidence: row.evidence }),
    ...(row.fix && { fix: row.fix }),
    ...(row.suppression && { suppression: row.suppression }),
    ...(row.fateReason && { fateReason: row.fateReason }),
  }
}
