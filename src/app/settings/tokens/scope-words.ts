// What each scope of an API token allows, in a sentence.
import type { Scope } from '#contract/settings.ts'

export const scopeWords: Record<Scope, string> = {
  'reviews:read': 'See reviews and their findings.',
  'reviews:write': 'Submit code for review; this counts against your limit.',
  'projects:read': 'Read projects and their files.',
  'projects:write': 'Create and change files in projects.',
}
