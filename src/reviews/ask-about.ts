// Questions to the model beside a review: about a finding, or how to make a piece of code better.
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { type Model, reviewModel } from '#analysis/model/connect.ts'
import { withheldFrom } from '#analysis/model/withhold.ts'
import { languageOf } from '#contract/language.ts'
import type { FindingQuestion, Improved, Improvement } from '#contract/model.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { reviewFiles } from '#db/schema/reviews.ts'
import { fromEngine } from './engine-room.ts'
import { fromRow } from './finding-rows.ts'
import { openMeter } from './spend.ts'

const LONGEST_MS = 120_000
const MOST_LINES = 400

/**
 * The answer, piece by piece; a failure on the way is its last sentence. Throws `not-found`, `conflict` where there is no
 * model or the file is kept from it, `model-failed` when nothing comes of it, such as for want of money.
 */
export async function askAboutFinding(
  actor: Actor,
  id: string,
  asked: FindingQuestion,
): Promise<ReadableStream<Uint8Array>> {
  const { workspaceId, userId } = actor
  const [row] = await db()
    .select({ finding: findings, content: reviewFiles.content, language: reviewFiles.language })
    .from(findings)
    .innerJoin(reviewFiles, and(eq(reviewFiles.reviewId, findings.reviewId), eq(reviewFiles.path, findings.path)))
    .where(and(eq(findings.id, id), eq(findings.workspaceId, workspaceId)))
  if (!row) throw new Problem('not-found', 'There is no such finding.')
  const { finding, content, language } = row
  const model = modelFor(finding.path)
  const meter = openMeter({ workspaceId, userId, reviewId: finding.reviewId })
  const file = { path: finding.path, content, language: language ?? languageOf(finding.path) ?? 'text' }
  const { converse } = await fromEngine('model/converse.ts')
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST_MS)])
  const begun = Promise.withResolvers<{ failure: string } | null>()
  const answer = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (piece: string) => {
        begun.resolve(null)
        controller.enqueue(new TextEncoder().encode(piece))
      }
      const outcome = await converse(file, fromRow(finding), asked, { model, meter, signal, tell }).catch(() => late)
      begun.resolve(outcome)
      if (stop.signal.aborted) return
      if (outcome) tell(`\n\n${outcome.failure}`)
      controller.close()
    },
    cancel: () => stop.abort(),
  })
  const failed = await begun.promise
  if (failed) throw new Problem('model-failed', failed.failure)
  return answer
}

const late = { failure: 'The model did not answer in time.' }

/** Throws `invalid` for lines that are not there or too many, `conflict` as above, `model-failed` when the model gives out. */
export async function improveCode({ workspaceId, userId }: Actor, asked: Improvement): Promise<Improved> {
  const { path, content, language, wish } = asked
  const model = modelFor(path)
  const total = content.split(/\r\n|\r|\n/).length
  const unit = asked.lines ?? { first: 1, last: total }
  if (unit.first > unit.last || unit.last > total) throw new Problem('invalid', 'These lines are not in the file.')
  if (unit.last - unit.first >= MOST_LINES)
    throw new Problem('invalid', `At most ${MOST_LINES} lines are improved at once. Choose some of them.`)
  const file = { path, content, language: language ?? languageOf(path) ?? ('text' as const) }
  const meter = openMeter({ workspaceId, userId, reviewId: null })
  const { improve } = await fromEngine('model/improve.ts')
  const outcome = await improve(file, unit, wish, { model, meter, signal: AbortSignal.timeout(LONGEST_MS) }).catch(
    () => late,
  )
  if ('failure' in outcome) throw new Problem('model-failed', outcome.failure)
  return outcome
}

function modelFor(path: string): Model {
  const model = reviewModel()
  if (!model) throw new Problem('conflict', 'There is no model here: reviews run without one.')
  const [kept] = withheldFrom([{ path }])
  if (kept) throw new Problem('conflict', kept.reason)
  return model
}
