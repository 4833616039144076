// What may be submitted for review: many files, or the short form with one piece of code.
import { z } from 'zod'
import { FileContent, FilePath, MAX_FILES, MAX_TOTAL_BYTES, tooLarge, utf8Bytes } from './file.ts'
import { defaultPath, languageOf, languages } from './language.ts'
import { depths } from './model.ts'
import { isText, NOT_TEXT } from './text.ts'

const language = z.enum(languages, `Unknown language. Known are ${languages.join(', ')}.`)

const about = {
  title: z.string().trim().min(1).max(200).refine(isText, NOT_TEXT).optional(),
  projectId: z.uuid().optional(),
  instructions: z.string().max(4000).refine(isText, NOT_TEXT).optional(),
  baseReviewId: z.uuid().optional(),
  /** How closely the model looks, where there is one; else as the operator has set it. */
  depth: z.enum(depths).optional(),
}

export const SubmittedFile = z.strictObject({
  path: FilePath,
  content: FileContent,
  language: language.optional(),
})
export type SubmittedFile = z.infer<typeof SubmittedFile>

export const Submission = z.strictObject({
  files: z
    .array(SubmittedFile)
    .min(1, 'At least one file is needed.')
    .max(MAX_FILES, `At most ${MAX_FILES} files fit into one review.`)
    .superRefine(refuseTogether),
  ...about,
})
export type Submission = z.infer<typeof Submission>

export const ShortSubmission = z.strictObject({
  code: FileContent,
  language: language.optional(),
  path: FilePath.optional(),
  ...about,
})
export type ShortSubmission = z.infer<typeof ShortSubmission>

/** Either body form, told apart by its fields, so that an error names the field that was sent. Throws ZodError. */
export function parseSubmission(body: unknown): Submission {
  if (!(body instanceof Object && 'code' in body)) return Submission.parse(body)
  const { code, path, language, ...rest } = ShortSubmission.parse(body)
  const file = { path: path ?? defaultPath[language ?? 'text'], content: code }
  return { files: [language ? { ...file, language } : file], ...rest }
}

function refuseTogether(files: SubmittedFile[], context: z.RefinementCtx) {
  const seen = new Set<string>()
  files.forEach(({ path }, index) => {
    if (seen.has(path)) context.addIssue({ code: 'custom', path: [index, 'path'], message: `${path} is there twice.` })
    seen.add(path)
  })
  const bytes = files.reduce((sum, { content }) => sum + utf8Bytes(content), 0)
  if (bytes > MAX_TOTAL_BYTES)
    context.addIssue({ code: 'custom', ...tooLarge('All files together', bytes, MAX_TOTAL_BYTES) })
}

/** What a submitted file is written in; null when only its content can tell. */
export const languageOfFile = (file: SubmittedFile) => file.language ?? languageOf(file.path)
