// What is said between a process of ours and those that run people's rules: plain data only.
import type { RuleDocument } from '#contract/rule-document.ts'
import type { AppliedSetting } from '#contract/rule-setting.ts'
import type { RuleProblem, RuleTest } from '#contract/rule-try.ts'
import type { CodeFile, Hit } from '../hit.ts'

/** Which rules one review has, under a name that another list does not have. */
export type RuleSet = { key: string; documents: RuleDocument[] }

export type Order =
  /** `documents` is null when the process was told before; `without`: the positions of rules that are left out. */
  | { do: 'judge'; key: string; documents: RuleDocument[] | null; file: CodeFile; without: number[] }
  /** The rules of a text; the first one is run over the files. */
  | { do: 'read'; source: string; files: CodeFile[] }
  /** What a `lintel.yml` says. */
  | { do: 'settings'; source: string }

export type RuleRead = {
  document: RuleDocument | null
  problems: RuleProblem[]
  tests: RuleTest[]
}
export type ReadAnswer = { rules: RuleRead[]; hits: { path: string; hits: Hit[] }[]; filesRead: number }
export type JudgeAnswer = { hits: Hit[] }
export type SettingsAnswer = { settings: AppliedSetting[]; problems: RuleProblem[] }
export type AnyAnswer = ReadAnswer | JudgeAnswer | SettingsAnswer

export type Answer = { ready: true } | { value: AnyAnswer } | { error: string }
