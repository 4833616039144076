// A rule, as whoever wants to know what is looked for reads it.
import { z } from 'zod'
import { categories, severities } from './finding.ts'
import { languages } from './language.ts'

/** Who wrote what looks for it. */
export const ruleOrigins = ['lintel', 'ruff', 'eslint', 'secretlint'] as const

export const Rule = z.strictObject({
  /** As findings name it, such as `python/S608`. */
  id: z.string(),
  languages: z.array(z.enum(languages)).min(1),
  /** `...` stands for what differs from finding to finding. */
  title: z.string(),
  explanation: z.string(),
  severity: z.enum(severities),
  category: z.enum(categories),
  cwe: z.string().optional(),
  /** A page of its makers; ours are told in full here. */
  url: z.string().optional(),
  origin: z.enum(ruleOrigins),
  fix: z.boolean(),
  /** Why there is none, in a sentence. */
  noFix: z.string().optional(),
})
export type Rule = z.infer<typeof Rule>
