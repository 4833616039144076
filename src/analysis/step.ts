// One analyser over all its files: each file a task of its own, so that one that hangs or crashes costs only itself.
import { log } from '#log.ts'
import type { StepOutcome } from './analyse.ts'
import { type Asked, askOnce, trialOf } from './asked.ts'
import { candidates } from './candidates.ts'
import { checkFixes } from './check-fixes.ts'
import type { CodeFile, Hit } from './hit.ts'
import { hitsByFile } from './hits-by-file.ts'
import type { Judged } from './judge-file.ts'
import { type Pool, tookTooLong } from './pool.ts'
import { remembered } from './remembered.ts'

export const FILE_MS = 10_000

export type Step = {
  name: string
  module: URL
  files: CodeFile[]
  /** The modules of all analysers that may read these files, by language, as they are asked side by side. */
  sides?: (language: CodeFile['language']) => URL[][]
  /** Shared by the steps of a review. */
  asked?: Asked
}

/** Rejects only when `signal` is aborted; everything else that goes wrong is in the outcome. */
export async function runStep(
  step: Step,
  pool: Pool,
  signal: AbortSignal,
  milliseconds = FILE_MS,
): Promise<StepOutcome> {
  const outcome: StepOutcome = { findings: [], gaps: [], failure: null }
  const waiting = step.files.entries()
  const failed: string[] = []
  const said: Judged[] = []
  const limits = { milliseconds, signal }
  const asked = step.asked ?? askOnce(pool, limits)
  // As many at a time as there are threads: reviews that run side by side then take turns, file by file.
  await Promise.all(Array.from({ length: pool.threads }, () => workThrough()))
  for (const [file, hits] of hitsByFile(step.files, said)) outcome.findings.push(...candidates(file, hits))
  if (failed.length > 0 && failed.length === step.files.length)
    outcome.failure = `The analyser "${step.name}" gave no result. ${failed[0] ?? ''}`.trim()
  return outcome

  async function judged(file: CodeFile): Promise<Judged> {
    return remembered(step.name, file, async () => {
      const { homes, ...told } = await asked(step.module, file)
      const sides = step.sides?.(file.language) ?? [[step.module]]
      const trial = trialOf(file, { sides, finder: step.module, asked, pool, limits })
      return { ...told, hits: await checkFixes(file, told.hits, homes, trial).catch(() => unchecked(told.hits)) }
    })
  }

  /** An analyser that hangs on what would come of a fix costs no findings. */
  function unchecked(hits: Hit[]): Hit[] {
    signal.throwIfAborted()
    return hits.map(({ fix, ...hit }) => (fix && !hit.heldBack ? { ...hit, fix } : hit))
  }

  async function workThrough() {
    for (const [index, file] of waiting) {
      signal.throwIfAborted()
      try {
        const told = await judged(file)
        const { gaps, cleared } = told
        said[index] = told
        if (cleared && cleared.length > 0)
          outcome.cleared = [...(outcome.cleared ?? []), ...cleared.map((one) => ({ ...one, path: file.path }))]
        outcome.gaps.push(...gaps.map((reason) => ({ path: file.path, reason })))
      } catch (error) {
        signal.throwIfAborted()
        const reason = explain(step.name, error, milliseconds)
        log.warn({ step: step.name, path: file.path, err: error === tookTooLong ? undefined : error }, 'analysis.gap')
        failed.push(reason)
        outcome.gaps.push({ path: file.path, reason })
      }
    }
  }
}

function explain(name: string, error: unknown, milliseconds: number): string {
  if (error === tookTooLong) return `The analyser "${name}" took longer than ${milliseconds / 1000} s and was stopped.`
  const code = (error as { code?: string } | null)?.code
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `The analyser "${name}" needed too much memory and was stopped.`
  return `The analyser "${name}" crashed on this file.`
}
