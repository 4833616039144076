// What the analysis is handed for the model: who pays, what was answered before, and what the owner of the code asks for.
import { createHash } from 'node:crypto'
import type { Tools } from '#analysis/analyse.ts'
import { type Model, reviewModel } from '#analysis/model/connect.ts'
import type { AnswerMemory } from '#analysis/model/meter.ts'
import { keep, recall } from '#cache.ts'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { guidelinesFor } from '#rules/guidelines.ts'
import type { Job } from './claim.ts'
import { learnFromCheck } from './model-status.ts'
import { openMeter } from './spend.ts'

const REMEMBERED_SECONDS = 14 * 24 * 3600
/** Longer ones cost Redis more than they are likely to save. */
const LONGEST = 200_000

type ModelTools = Required<Pick<Tools, 'depth' | 'meter' | 'memory' | 'wishesFor'>>

export async function modelTools({ id, workspaceId, userId, instructions, depth }: Job): Promise<Partial<ModelTools>> {
  const model = reviewModel()
  if (!model) return {}
  await learned(model)
  const guidelinesOf = await guidelinesFor(workspaceId)
  return {
    depth: depth ?? env().REVIEW_DEPTH,
    meter: openMeter({ workspaceId, userId, reviewId: id }),
    memory: answersOf(workspaceId),
    wishesFor: (path) => ({ instructions, guidelines: guidelinesOf(path) }),
  }
}

/** Once in this process: what changes later, or cannot be read now, shows when the model is asked. */
const learned = (model: Model) =>
  once(`learned:${model.server}:${model.name}`, () => learnFromCheck(model).catch(() => {}))

/** Of one workspace: nobody learns from an answer what somebody else has asked. */
export const answersOf = (workspaceId: string): AnswerMemory => {
  const place = (key: string) =>
    `model-answer:${createHash('sha256').update(`${workspaceId}\n${key}`).digest('base64url')}`
  return {
    recall: (key) => recall(place(key)),
    keep: async (key, answer) => {
      if (answer.length <= LONGEST) await keep(place(key), answer, REMEMBERED_SECONDS)
    },
  }
}
