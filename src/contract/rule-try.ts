// What comes of trying a rule without saving it: what is wrong with it, how its tests end, and what it finds.
import { z } from 'zod'
import { FileContent, FilePath } from './file.ts'
import { Candidate } from './finding.ts'
import { languages } from './language.ts'
import { MAX_RULE_SOURCE, RuleName } from './rule-document.ts'
import { isText, NOT_TEXT } from './text.ts'

/** A place in the rule's text, as far as it is known: a field's path such as `rule.pattern`, and a line from 1. */
export const RuleProblem = z.strictObject({ path: z.string(), message: z.string(), line: z.int().nullable() })
export type RuleProblem = z.infer<typeof RuleProblem>

export const testKinds = ['valid', 'invalid'] as const
/** `failure` is null for a test that holds. */
export const RuleTest = z.strictObject({
  kind: z.enum(testKinds),
  index: z.int().nonnegative(),
  failure: z.string().nullable(),
})
export type RuleTest = z.infer<typeof RuleTest>

export const RuleSource = z
  .string()
  .max(MAX_RULE_SOURCE, `A rule may have at most ${MAX_RULE_SOURCE / 1024} KiB.`)
  .refine(isText, NOT_TEXT)

const TriedFile = z.strictObject({ path: FilePath, content: FileContent, language: z.enum(languages).optional() })

/** On these files, on those of a project, or on none but its own tests. */
export const RuleTrial = z
  .strictObject({
    source: RuleSource,
    files: z.array(TriedFile).max(20, 'At most 20 files at a time.').default([]),
    projectId: z.uuid().optional(),
  })
  .refine(({ files, projectId }) => files.length === 0 || projectId === undefined, {
    path: ['projectId'],
    message: 'Either files or a project.',
  })
export type RuleTrial = z.infer<typeof RuleTrial>

/** `findings` are the first of `places`; `stopped` says why it did not come to an end. */
export const RuleTried = z.strictObject({
  name: RuleName.nullable(),
  problems: z.array(RuleProblem),
  tests: z.array(RuleTest),
  findings: z.array(Candidate),
  places: z.int().nonnegative(),
  filesMatched: z.int().nonnegative(),
  /** Files that the rule looks at, of those it was tried on. */
  filesRead: z.int().nonnegative(),
  stopped: z.string().nullable(),
})
export type RuleTried = z.infer<typeof RuleTried>
