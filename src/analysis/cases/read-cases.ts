// The cases of one language: a flawed text and its clean twin for each class of defect, and where a finding would be right.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { categories } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'

const Expected = z.record(
  z.string(),
  z.strictObject({
    file: z.string(),
    cwe: z.string(),
    category: z.enum(categories),
    lines: z.array(z.int().positive()).min(1),
  }),
)

/** `lines`: those of the flawed text on which a good reviewer would put the finding. */
export type Case = z.infer<typeof Expected>[string] & { name: string; flawed: string; clean: string }

export function readCases(language: Exclude<Language, 'text'>): Case[] {
  const read = (name: string) => readFileSync(new URL(`./${language}/${name}`, import.meta.url), 'utf8')
  return Object.entries(Expected.parse(JSON.parse(read('expected.json')))).map(([name, about]) => ({
    name,
    ...about,
    flawed: read(`${name}.flawed.txt`),
    clean: read(`${name}.clean.txt`),
  }))
}
