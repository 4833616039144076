// One analyser over all its files: each file a task of its own, so that one that hangs or crashes costs only itself.
import type { Candidate } from '#contract/finding.ts'
import { log } from '#log.ts'
import type { StepOutcome } from './analyse.ts'
import { fingerprints } from './fingerprint.ts'
import type { CodeFile, Hit } from './hit.ts'
import { type Pool, tookTooLong } from './pool.ts'
import { clamp, linesOf, quoteOf } from './position.ts'

const FILE_MS = 10_000

export type Step = { name: string; module: URL; files: CodeFile[] }

/** Rejects only when `signal` is aborted; everything else that goes wrong is in the outcome. */
export async function runStep(
  step: Step,
  pool: Pool,
  signal: AbortSignal,
  milliseconds = FILE_MS,
): Promise<StepOutcome> {
  const outcome: StepOutcome = { findings: [], gaps: [], failure: null }
  const waiting = step.files.entries()
  // As many at a time as there are threads: reviews that run side by side then take turns, file by file.
  await Promise.all(Array.from({ length: pool.threads }, () => workThrough()))
  const failed = outcome.gaps.length
  if (failed > 0 && failed === step.files.length)
    outcome.failure = `The analyser "${step.name}" gave no result. ${outcome.gaps[0]?.reason ?? ''}`.trim()
  return outcome

  async function workThrough() {
    for (const [, file] of waiting) {
      try {
        const task = { module: step.module, name: 'analyse', input: file }
        const hits = (await pool.run(task, { milliseconds, signal })) as Hit[]
        outcome.findings.push(...candidates(file, hits))
      } catch (error) {
        signal.throwIfAborted()
        const reason = explain(step.name, error, milliseconds)
        log.warn({ step: step.name, path: file.path, err: error === tookTooLong ? undefined : error }, 'analysis.gap')
        outcome.gaps.push({ path: file.path, reason })
      }
    }
  }
}

function candidates(file: CodeFile, hits: Hit[]): Candidate[] {
  const lines = linesOf(file.content)
  const placed = hits.map((hit) => ({ ...hit, range: clamp(lines, hit.range) }))
  const identities = fingerprints(lines, placed)
  return placed.map((hit, index) => ({
    ...hit,
    fingerprint: identities[index] ?? '',
    path: file.path,
    quote: quoteOf(lines, hit.range),
    source: 'analyser',
    fate: 'shown',
  }))
}

function explain(name: string, error: unknown, milliseconds: number): string {
  if (error === tookTooLong) return `The analyser "${name}" took longer than ${milliseconds / 1000} s and was stopped.`
  const code = (error as { code?: string } | null)?.code
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `The analyser "${name}" needed too much memory and was stopped.`
  return `The analyser "${name}" crashed on this file.`
}
