// What a function of the file does for whoever calls it.
import type { Func } from './form.ts'
import type { Value } from './value.ts'

export type Summary = {
  fn: Func
  /** What is known of the value it gives; null where that is nothing. */
  gives: Partial<Value> | null
  /** It gives nothing only where one of these arguments is nothing; null: also where none is. */
  nothingFor: ReadonlySet<number> | null
  /** Go: what is known of each of its results. */
  results: (Partial<Value> | null)[]
  /** It gives the length of this argument, and so many more. */
  lengthOf: { argument: number; plus: number } | null
  /** What it opens and gives back. */
  opens: string | null
  /** The arguments that are closed when it comes back. */
  closes: ReadonlySet<number>
  /** The locks it takes and leaves taken. */
  takes: readonly string[]
  /** It never comes back. */
  ends: boolean
}
