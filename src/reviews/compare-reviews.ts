// Two completed reviews of one scope beside each other, whichever of them came first.
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { ComparedReview, Comparison, ComparisonQuery, DifferingFile } from '#contract/comparison.ts'
import type { Finding, State } from '#contract/finding.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { type ReviewRow, reviewFiles, reviews } from '#db/schema/reviews.ts'
import { compare } from './compare.ts'
import { noSuchReview } from './read.ts'
import { storedFindings } from './stored-findings.ts'

/** Throws `not-found`; `invalid` for two scopes, whose findings are different matters; `conflict` before both have completed. */
export async function compareReviews(actor: Pick<Actor, 'workspaceId'>, ids: ComparisonQuery): Promise<Comparison> {
  const [a, b] = await readBoth(actor, ids)
  refuseOtherScope(a, b)
  for (const { id, status } of [a, b])
    if (status !== 'completed') throw new Problem('conflict', `The review ${id} has not completed: it is ${status}.`)
  const [past, present, files] = await Promise.all([foundIn(a), foundIn(b), differingFiles(a, b)])
  const before = { found: past, reviewed: reviewedIn(a), earlier: [] }
  const { states, fixed } = compare(present, reviewedIn(b), before, b.projectId !== null)
  const told = (state: State) =>
    present.filter((one, index) => states[index] === state && one.fate === 'shown').map((one) => as(state, one))
  const ended = fixed.map(({ dismissal: _, ...one }) => ({ ...one, state: 'fixed' as const }))
  return { a: headOf(a), b: headOf(b), new: told('new'), fixed: ended, open: told('open'), files }
}

async function readBoth({ workspaceId }: Pick<Actor, 'workspaceId'>, { a, b }: ComparisonQuery) {
  const rows = await db()
    .select()
    .from(reviews)
    .where(and(eq(reviews.workspaceId, workspaceId), inArray(reviews.id, [a, b])))
  return [a, b].map((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row) throw noSuchReview()
    return row
  }) as [ReviewRow, ReviewRow]
}

function refuseOtherScope(a: ReviewRow, b: ReviewRow): void {
  const message =
    a.projectId !== b.projectId
      ? 'The two reviews are not of the same project.'
      : !b.projectId && a.userId !== b.userId
        ? 'The two reviews are of two people, and of no project.'
        : null
  if (message) throw new Problem('invalid', message, { errors: [{ path: 'b', message }] })
}

/** Shown or not: what is held back is still in the code. */
const foundIn = async (review: ReviewRow): Promise<Finding[]> =>
  (await storedFindings(review, ne(findings.state, 'fixed'))).map(({ finding }) => finding)

const reviewedIn = ({ coverage }: ReviewRow): ReadonlySet<string> =>
  new Set((coverage ?? []).filter(({ status }) => status === 'reviewed').map(({ path }) => path))

const as = (state: State, finding: Finding): Finding =>
  finding.state === 'dismissed' ? finding : { ...finding, state }

/** None when the code of either is no longer kept. */
const differingFiles = (a: ReviewRow, b: ReviewRow): Promise<DifferingFile[]> =>
  db().execute<DifferingFile>(sql`
    with a as (select path, content from ${reviewFiles} where review_id = ${a.id}),
      b as (select path, content from ${reviewFiles} where review_id = ${b.id})
    select path, case when b.content is null then 'a' when a.content is null then 'b' else 'both' end as in
    from a full join b using (path) where a.content is distinct from b.content and exists (select from a) and exists (select from b)
    order by path`)

const headOf = ({ id, title, projectId, createdAt, finishedAt }: ReviewRow): ComparedReview => ({
  id,
  title,
  projectId,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})
