// The model's part of a review: every part of every file, then one judgement over all that was found.
import type { Candidate } from '#contract/finding.ts'
import type { ModelPart } from '#contract/review.ts'
import { env } from '#env.ts'
import type { StepOutcome, Tools } from '../analyse.ts'
import { ADDRESSED } from '../analysers/reviewer.ts'
import type { CodeFile } from '../hit.ts'
import type { Lens } from '../lenses/lenses.ts'
import type { Pool } from '../pool.ts'
import { rankFindings, rankStep } from '../ranking/rank-findings.ts'
import { enginePool } from '../warm.ts'
import { openAsker, standardLimits } from './asker.ts'
import type { Model } from './connect.ts'
import { toldApart } from './identify.ts'
import { hide } from './mask.ts'
import { forgetful, unmetered } from './meter.ts'
import type { Wishes } from './prompt.ts'
import { mask, reviewFile, stepsOfFile } from './review-file.ts'
import { type Objected, objectionsIn } from './review-unit.ts'

export type ModelReview = {
  /** Without findings: those stand apart, as what becomes of them is settled together. */
  steps: StepOutcome[]
  findings: Candidate[]
  objections: Objected[]
  masked: ModelPart['masked']
  /** As they were sent. */
  guidelines: NonNullable<ModelPart['guidelines']>
}

type Given = Pick<Tools, 'remember' | 'signal' | 'meter' | 'memory' | 'wishesFor' | 'entered'>

export const modelSteps = (files: CodeFile[], lenses: readonly Lens[]): string[] =>
  files.length > 0 ? [...files.flatMap((file) => stepsOfFile(file, { lenses })), rankStep] : []

/** Rejects as `analyse` does. */
export async function reviewFiles(
  model: Model,
  files: CodeFile[],
  lenses: readonly Lens[],
  reported: Candidate[],
  { remember, signal, meter = unmetered, memory = forgetful, wishesFor, entered }: Given,
): Promise<ModelReview> {
  const ask = openAsker(model, signal, { meter, limits: { ...standardLimits, calls: env().MODEL_CONCURRENCY } })
  const means = { model, ask, memory, remember, lenses, pool: enginePool(), signal, tryFixes: async () => [] }
  // That a line addresses its reviewer says nothing about what else is wrong there.
  const about = ({ path }: CodeFile) =>
    reported.filter((one) => one.path === path && one.fate === 'shown' && one.ruleId !== ADDRESSED)
  const wishes = async (path: string) => masked(wishesFor?.(path) ?? { instructions: null, guidelines: [] }, means)
  const results = await Promise.all(
    files.map(async (file) => {
      const wished = await wishes(file.path)
      return { file, guidelines: wished.guidelines, ...(await reviewFile(file, about(file), wished, means)) }
    }),
  )
  const steps = results.flatMap((result) => result.steps)
  const candidates = toldApart(steps.flatMap(({ findings }) => findings))
  const secrets = [...new Set(results.flatMap((result) => result.secrets))]
  await entered?.('ranking')
  const ranked = await rankFindings(candidates, (text) => hide(text, secrets), means)
  return {
    steps: [...steps, ...ranked.steps].map((step) => ({ ...step, findings: [] })),
    findings: ranked.findings,
    objections: steps.flatMap(objectionsIn),
    masked: results.flatMap(({ file, secrets }) =>
      secrets.length > 0 ? [{ path: file.path, secrets: secrets.length }] : [],
    ),
    guidelines: counted(results.flatMap(({ guidelines }) => guidelines)),
  }
}

const counted = (texts: string[]) =>
  [...Map.groupBy(texts, (text) => text)].map(([text, all]) => ({ text, files: all.length }))

/** People write keys into what they ask for, too. What cannot be searched is not sent. */
async function masked(
  { instructions, guidelines }: Wishes,
  tools: { pool: Pool; signal: AbortSignal },
): Promise<Wishes> {
  const clean = async (text: string) =>
    (await mask({ path: 'wish.txt', content: text, language: 'text' }, tools))?.content
  const told = await Promise.all(guidelines.map(clean))
  return {
    instructions: instructions === null ? null : ((await clean(instructions)) ?? null),
    guidelines: told.filter((text) => text !== undefined),
  }
}
