// The built-in rules as data, for whoever must not load what looks for them. `pnpm rules` writes the list anew.
import type { Rule } from '#contract/rule.ts'
import list from './rules.json' with { type: 'json' }

/** By id. */
export const builtInRules = list as Rule[]
