// A labelled set: pieces of code with the defects that are in them, one JSON object a line.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { FileContent, FilePath } from '#contract/file.ts'
import { languageOf, languages } from '#contract/language.ts'

/** A defect that a review is to find: somewhere in these lines, both included, or anywhere in the file. */
const Label = z.strictObject({
  path: FilePath,
  startLine: z.int().positive().optional(),
  endLine: z.int().positive().optional(),
  category: z.enum(['bug', 'security', 'performance', 'maintainability']).optional(),
  note: z.string().optional(),
})
export type Label = z.infer<typeof Label>

export const Case = z.strictObject({
  id: z.string(),
  files: z
    .array(z.strictObject({ path: FilePath, content: FileContent, language: z.enum(languages).optional() }))
    .min(1),
  /** Empty: the code is clean, and whatever is found in it is wrong. */
  expected: z.array(Label),
  instructions: z.string().optional(),
})
export type Case = z.infer<typeof Case>

/** Throws an error that names the line which is no case. */
export function readCases(file: string): Case[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((text, index) => {
    if (text.trim() === '') return []
    try {
      const one = Case.parse(JSON.parse(text))
      const strange = one.expected.find(({ path }) => !one.files.some((file) => file.path === path))
      if (strange) throw new Error(`expects something in ${strange.path}, which is not among its files`)
      return [one]
    } catch (error) {
      throw new Error(`${file}:${index + 1} is no case: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
}

export const sourceOf = ({ path, content, language }: Case['files'][number]) => ({
  path,
  content,
  language: language ?? languageOf(path),
})
