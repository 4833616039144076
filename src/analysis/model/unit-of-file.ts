// A part of a file with all that is known of it when the model is asked: as it is, and as it may be shown.
import type { Candidate } from '#contract/finding.ts'
import type { CodeFile } from '../hit.ts'
import { type Lines, textIn } from '../position.ts'
import { contextOf } from './context.ts'
import { hide, type Masked } from './mask.ts'
import type { Part, Wishes } from './prompt.ts'
import type { Unit } from './units.ts'

export type UnitOfFile = {
  /** Such as `a.py, lines 1 to 240`. */
  name: string
  file: CodeFile
  masked: Masked
  /** Of the masked text, whose places are those of the file. */
  lines: Lines
  real: Lines
  unit: Unit
  /** What analysers found in the file. */
  reported: Candidate[]
  wishes: Wishes
}

export function partOf({ file, masked, lines, unit }: UnitOfFile): Part {
  return { path: hide(file.path, masked.secrets), language: file.language, context: contextOf(lines, unit), code: '' }
}

export const shownLines = ({ lines, unit }: Pick<UnitOfFile, 'lines' | 'unit'>): string =>
  textIn(lines, { startLine: unit.first, startColumn: 1, endLine: unit.last + 1, endColumn: 1 })
