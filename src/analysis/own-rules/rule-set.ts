// Rules that are run together, under a name that another list of rules does not have.
import { createHash } from 'node:crypto'
import type { RuleDocument } from '#contract/rule-document.ts'
import type { RuleSet } from './orders.ts'

export const ruleSet = (documents: RuleDocument[]): RuleSet => ({
  key: createHash('sha256').update(JSON.stringify(documents)).digest('hex').slice(0, 12),
  documents,
})

/** The name tells which rules (behind the colon): what other rules have said in an earlier attempt is not taken for theirs. */
export const rulesStep = ({ key }: RuleSet): string => `rules:${key}`
