// What people are told of the model, and the check that shows whether it can be asked.
import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { requireAdministrator } from '#accounts/administer.ts'
import { type Model, reviewModel } from '#analysis/model/connect.ts'
import { rememberForm } from '#analysis/model/forms.ts'
import { priceOf } from '#analysis/model/prices.ts'
import type { Estimate, ModelAtHand, ModelCall, ModelCheck, ModelStatus } from '#contract/model.ts'
import { Problem } from '#contract/problem.ts'
import { languageOfFile, type Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { modelCalls, modelChecks, modelEgress } from '#db/schema/model.ts'
import { reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'
import { fromEngine } from './engine-room.ts'
import { noSuchReview } from './read.ts'
import { budgets, spentThisMonth, usageThisMonth } from './spend.ts'

export async function readModelStatus({ userId, workspaceId }: Actor): Promise<ModelStatus> {
  const model = reviewModel()
  const [spent, limits] = [await spentThisMonth(userId), budgets()]
  return {
    model: model && {
      name: model.name,
      fallback: model.fallback?.name ?? null,
      server: model.server,
      api: model.api,
      depth: env().REVIEW_DEPTH,
      price: priceOf(model),
    },
    check: model && (await lastCheck(model)),
    budgets: {
      review: limits.review,
      month: { limit: limits.month, spent: spent.month },
      ownMonth: { limit: limits.ownMonth, spent: spent.ownMonth },
    },
    usage: await usageThisMonth(workspaceId),
    egressLog: env().MODEL_EGRESS_LOG,
    withheldPaths: env().MODEL_DENY_PATHS.split(',').filter(Boolean),
  }
}

/** Null where reviews run without one. */
export function modelAtHand(): ModelAtHand | null {
  const model = reviewModel()
  return model && { name: model.name, depth: env().REVIEW_DEPTH }
}

/** Asks the model a few small questions and remembers what it can do. Throws `conflict` when there is none. */
export async function checkModelNow(actor: Actor): Promise<ModelStatus> {
  requireAdministrator(actor)
  const model = reviewModel()
  if (!model) throw new Problem('conflict', 'There is no model to check: reviews run without one.')
  const { checkModel } = await fromEngine('model/check-model.ts')
  await keepCheck(model, await checkModel(model, env().OPENAI_API_KEY))
  return readModelStatus(actor)
}

/** Null where there is no model: then it costs nothing. */
export async function estimateReview({ files, depth }: Submission): Promise<Estimate | null> {
  const model = reviewModel()
  const sources = files.map((file) => ({ path: file.path, content: file.content, language: languageOfFile(file) }))
  if (!model) return null
  const { estimate } = await fromEngine('model/estimate.ts')
  return estimate(sources, model, depth ?? env().REVIEW_DEPTH)
}

export async function keepCheck({ server, name }: Model, found: ModelCheck): Promise<void> {
  const kept = { found, checkedAt: new Date(found.checkedAt) }
  await db()
    .insert(modelChecks)
    .values({ server, model: name, ...kept })
    .onConflictDoUpdate({ target: [modelChecks.server, modelChecks.model], set: kept })
}

async function lastCheck({ server, name }: Model): Promise<ModelCheck | null> {
  const [row] = await db()
    .select({ found: modelChecks.found })
    .from(modelChecks)
    .where(and(eq(modelChecks.server, server), eq(modelChecks.model, name)))
  return row?.found ?? null
}

/** What a check has shown about the forms of answers holds for every process. */
export async function learnFromCheck(model: Model): Promise<void> {
  const check = await lastCheck(model)
  if (!check?.reachable || check.jsonSchema) return
  rememberForm(model, check.jsonObject ? 'json_object' : 'text')
}

const MOST_CALLS = 500

/** What was asked for one review, newest first. Throws `not-found`. */
export async function listModelCalls({ workspaceId }: Actor, reviewId: string): Promise<ModelCall[]> {
  const mine = and(eq(reviews.id, reviewId), eq(reviews.workspaceId, workspaceId))
  if (!(await db().$count(reviews, mine))) throw noSuchReview()
  const rows = await db()
    .select({ call: modelCalls, sent: modelEgress.sent })
    .from(modelCalls)
    .leftJoin(modelEgress, eq(modelEgress.callId, modelCalls.id))
    .where(and(eq(modelCalls.reviewId, reviewId), eq(modelCalls.workspaceId, workspaceId)))
    .orderBy(desc(modelCalls.createdAt))
    .limit(MOST_CALLS)
  return rows.map(({ call, sent }) => ({
    id: call.id,
    at: call.createdAt.toISOString(),
    purpose: call.purpose,
    model: call.model,
    inputTokens: call.inputTokens,
    outputTokens: call.outputTokens,
    costUsd: call.costUsd,
    sent,
  }))
}
