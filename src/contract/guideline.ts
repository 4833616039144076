// What a workspace asks of its code in plain words: told to the model for the files it is about, or made into a rule.
import { z } from 'zod'
import { FileGlob } from './file-glob.ts'
import { languages } from './language.ts'
import { RuleName } from './rule-document.ts'
import { isText, NOT_TEXT } from './text.ts'

export const MAX_GUIDELINES = 50
const MOST = { text: 1000, paths: 20, examples: 10, code: 4000 }

/** Without paths it is about every file. */
export const NewGuideline = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'A guideline has words.')
    .max(MOST.text, `A guideline may have at most ${MOST.text} characters.`)
    .refine(isText, NOT_TEXT),
  paths: z.array(FileGlob).max(MOST.paths, `At most ${MOST.paths} paths.`).default([]),
})
export type NewGuideline = z.infer<typeof NewGuideline>

export const Guideline = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  paths: z.array(z.string()),
  updatedAt: z.iso.datetime(),
})
export type Guideline = z.infer<typeof Guideline>

const code = z
  .string()
  .refine((text) => text.trim() !== '', 'An example has some code.')
  .max(MOST.code, `An example may have at most ${MOST.code} characters.`)
  .refine(isText, NOT_TEXT)
const examples = z.array(code).max(MOST.examples, `At most ${MOST.examples} examples.`)

/** By which a rule is judged: it must find each that is wrong and none that is right. They become its tests. */
export const RuleExamples = z.strictObject({
  name: RuleName,
  language: z.enum(languages),
  wrong: examples.min(1, 'At least one wrong example is needed.'),
  right: examples.min(1, 'At least one right example is needed.'),
  /** Switch it on although it matches much of the code that is there. */
  evenIfItMatchesMuch: z.boolean().default(false),
})
export type RuleExamples = z.infer<typeof RuleExamples>
