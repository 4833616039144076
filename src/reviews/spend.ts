// The ledger of the model: money is held back before a call and settled after it, so that no budget is ever overrun.
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { reviewModel } from '#analysis/model/connect.ts'
import type { Call, Meter } from '#analysis/model/meter.ts'
import { costOf, type Price, priceOf } from '#analysis/model/prices.ts'
import { db, type Transaction } from '#db/client.ts'
import { modelCalls, modelEgress } from '#db/schema/model.ts'
import { env } from '#env.ts'

/** Whose money it is; without a review for what was asked beside one. */
export type Payer = { workspaceId: string; userId: string; reviewId: string | null }

export type Budgets = { review: number | null; ownMonth: number | null; month: number | null }

export const budgets = (): Budgets => ({
  review: env().MODEL_BUDGET_REVIEW_USD ?? null,
  ownMonth: env().MODEL_BUDGET_USER_MONTH_USD ?? null,
  month: env().MODEL_BUDGET_MONTH_USD ?? null,
})

/** Asked in the environment's model's prices. */
export const openMeter = (payer: Payer, limits = budgets(), price = priceOfModel): Meter => ({
  async reserve(call) {
    const known = price(call.model)
    const isLimited = Object.values(limits).some((limit) => limit !== null)
    if (isLimited && !known) return { refused: UNKNOWN_PRICE }
    const most = costOf(call.most, known)
    const row = await db().transaction(async (tx) => {
      if (isLimited) {
        // Two who reserve at the same moment would each see what the other has not yet written.
        await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
        const full = await firstFull(tx, payer, limits, most)
        if (full) return full
      }
      return insert(tx, payer, call, most)
    })
    if ('refused' in row) return row
    return async (tokens) => settle(row.id, tokens, tokens ? costOf(tokens, known) : 0)
  },
})

const LOCK = 7_205_311
const UNKNOWN_PRICE =
  'There is a budget for the model, and nobody has said what it costs: MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT say so.'

const priceOfModel = (name: string): Price | null => priceOf({ provider: reviewModel()?.provider ?? '', name })

const ofMonth = sql`${modelCalls.createdAt} >= date_trunc('month', now())`

async function firstFull(tx: Transaction, payer: Payer, limits: Budgets, most: number) {
  const { reviewId, userId } = payer
  const places: [limit: number | null, which: SQL | undefined, refused: string][] = [
    [limits.review, reviewId ? eq(modelCalls.reviewId, reviewId) : sql`false`, 'The ceiling of this review is reached'],
    [limits.ownMonth, and(eq(modelCalls.userId, userId), ofMonth), 'Your budget of this month is used up'],
    [limits.month, ofMonth, 'The budget of this month is used up'],
  ]
  for (const [limit, which, refused] of places) {
    if (limit === null || (await spent(tx, which)) + most <= limit) continue
    return { refused: `${refused} ($${limit}).` }
  }
  return null
}

/** What is held back counts as spent. */
async function spent(tx: Pick<Transaction, 'select'>, which: SQL | undefined): Promise<number> {
  const [row] = await tx
    .select({ sum: sql<number>`coalesce(sum(${modelCalls.costUsd}), 0)::float8` })
    .from(modelCalls)
    .where(which)
  return row?.sum ?? 0
}

async function insert(tx: Transaction, payer: Payer, { purpose, model, promptVersion, sent }: Call, costUsd: number) {
  const [row] = await tx
    .insert(modelCalls)
    .values({ ...payer, purpose, model, promptVersion, costUsd })
    .returning({ id: modelCalls.id })
  const { id } = row as { id: string }
  if (env().MODEL_EGRESS_LOG) await tx.insert(modelEgress).values({ callId: id, reviewId: payer.reviewId, sent })
  return { id }
}

const settle = async (id: string, tokens: { inputTokens: number; outputTokens: number } | null, costUsd: number) => {
  await db()
    .update(modelCalls)
    .set({ ...(tokens ?? { inputTokens: 0, outputTokens: 0 }), costUsd, settled: true })
    .where(eq(modelCalls.id, id))
}

/** Of this month, in US dollars. */
export const spentThisMonth = async (userId: string) => ({
  ownMonth: await spent(db(), and(eq(modelCalls.userId, userId), ofMonth)),
  month: await spent(db(), ofMonth),
})

/** Of this month, of one workspace. */
export async function usageThisMonth(workspaceId: string) {
  const sum = (column: SQLWrapper) => sql<number>`coalesce(sum(${column}), 0)::float8`
  const [row] = await db()
    .select({
      calls: sql<number>`count(*)::int`,
      inputTokens: sum(modelCalls.inputTokens),
      outputTokens: sum(modelCalls.outputTokens),
      costUsd: sum(modelCalls.costUsd),
    })
    .from(modelCalls)
    .where(and(eq(modelCalls.workspaceId, workspaceId), ofMonth))
  return row ?? { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 }
}
