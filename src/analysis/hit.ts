// What an analyser is handed and what it gives back: the words spoken across the thread's border, plain data only.
import type { categories, Evidence, Fix, Range, severities } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'

/** `linked`: other files of the review that this one speaks of, for analysers that follow values from file to file. */
export type CodeFile = { path: string; content: string; language: Language; linked?: readonly CodeFile[] }

/** What every rule must be able to say about itself. */
export type Advice = {
  severity: (typeof severities)[number]
  category: (typeof categories)[number]
  title: string
  explanation: string
  cwe?: string
  ruleUrl?: string
}

/** One rule's word about one stretch of one file, before it has an identity. */
export type Hit = Advice & {
  ruleId: string
  range: Range
  /** Of the linked file it stands in, when that is not the one that was judged. */
  path?: string
  evidence?: Evidence[]
  fix?: Fix
  /** It hangs on a parameter that nobody is seen to fill: the first of its evidence. */
  fromParameter?: true
  /** Why it is kept but not shown. */
  heldBack?: string
}

/** Every analyser's file exports one of these by the name `analyse`. `gaps`: what it left out, in words for people. */
export type Analyse = (file: CodeFile) => Told | Promise<Told>
export type Told = Hit[] | { hits: Hit[]; gaps: string[]; cleared?: Cleared[]; filled?: Filled[] }

/** A parameter of a linked file that the judged file is seen to fill. */
export type Filled = { path: string; line: number; column: number }

/** Lines where values were followed and can do no such harm; `cwes` null: the lines are never run. */
export type Cleared = { startLine: number; endLine: number; cwes: string[] | null }

export const hitsOf = (told: Told): Hit[] => (Array.isArray(told) ? told : told.hits)
