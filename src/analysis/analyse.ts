// Code in, findings out: every analyser that can read these files, each a step of its own.
import type { Candidate } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'
import type { Coverage, Engine, Summary, Usage } from '#contract/review.ts'

/** `language` is null when nothing but the content can tell. */
export type SourceFile = { path: string; content: string; language: Language | null }

/** What one step (an analyser over all its files, later a call of the model) gives back. Plain data: it is stored as JSON. */
export type StepOutcome = {
  findings: Candidate[]
  /** Files this step could not look at, with the reason in words a person understands. */
  gaps: { path: string; reason: string }[]
  /** Why the whole step gave nothing, or null. */
  failure: string | null
}

export type Tools = {
  /** Aborted on cancel, on a lost lease and on the review's deadline. */
  signal: AbortSignal
  /** Told once, before the first step, which steps there will be. */
  planned(steps: string[]): Promise<void>
  /** Runs a step, or gives back what an earlier attempt stored for it. May reject: the review is then no longer ours. */
  remember(step: string, run: () => Promise<StepOutcome>): Promise<StepOutcome>
}

export type Outcome = {
  engine: Engine
  coverage: Coverage[]
  summary: Summary
  findings: Candidate[]
  heldBack: number
  degraded: boolean
  usage: Usage
}

export declare function analyse(files: SourceFile[], tools: Tools): Promise<Outcome>
