// The model's part of a review: one step for each file of code, after the analysers, whose findings it is told.
import type { Candidate } from '#contract/finding.ts'
import type { StepOutcome, Tools } from '../analyse.ts'
import type { CodeFile } from '../hit.ts'
import { enginePool } from '../warm.ts'
import { openAsker } from './asker.ts'
import type { Model } from './connect.ts'
import { reviewFile } from './review-file.ts'

export const modelStep = ({ path }: CodeFile) => `model: ${path}`

/** Rejects as `analyse` does. */
export function reviewFiles(
  model: Model,
  files: CodeFile[],
  reported: Candidate[],
  { remember, signal }: Pick<Tools, 'remember' | 'signal'>,
): Promise<StepOutcome[]> {
  const asking = { ask: openAsker(model, signal), pool: enginePool(), signal }
  const about = ({ path }: CodeFile) => reported.filter((one) => one.path === path && one.fate === 'shown')
  return Promise.all(files.map((file) => remember(modelStep(file), () => reviewFile(file, about(file), asking))))
}
