// What the libraries of a language do with values: a table for each language, which a person can read and extend.
import type { Language } from '#contract/language.ts'
import { goFacts } from './facts/go.ts'
import { javaFacts } from './facts/java.ts'
import { javascriptFacts } from './facts/javascript.ts'
import { pythonFacts } from './facts/python.ts'

/** Calls are named in full, with the module they come from: `fs/promises.open`; a method of anything as `.name`. */
export type Facts = {
  language: 'python' | 'javascript' | 'go' | 'java'
  /** Word for what is missing: `None`, `null`. */
  nothing: string
  /** What is open after the call, in a word. */
  opens: readonly (readonly [RegExp, string])[]
  /** The same resource in another coat: closing either closes both. */
  wraps: RegExp
  /** Calls that use a resource and leave it to its owner. */
  borrows: RegExp
  /** Methods that close what they are called on, and calls that close what they are given. */
  closes: RegExp
  closesArgument: RegExp
  /** Asking a closed thing for this is no mistake. */
  harmlessWhenClosed: RegExp
  /** Calls that may find nothing, and with how many arguments. */
  mayMiss: readonly (readonly [RegExp, number?])[]
  /** What kind of value a call gives. */
  gives: readonly (readonly [RegExp, string, number?])[]
  /** Calls after which the program is over, or the function is. */
  ends: RegExp
  /** Calls that change nothing that is known. */
  pure: RegExp
  lock: RegExp
  unlock: RegExp
  /** Calls that give a promise. */
  promises: RegExp
  /** Calls that look for a fixed text in another: where the text to look in stands. */
  looksIn: readonly (readonly [RegExp, number])[]
  /** Calls with two arguments that are easily swapped: their parameters' names. */
  orders: readonly (readonly [RegExp, readonly string[]])[]
}

export const factsOf: Partial<Record<Language, Facts>> = {
  python: pythonFacts,
  javascript: javascriptFacts,
  typescript: javascriptFacts,
  go: goFacts,
  java: javaFacts,
}
