// What the list shows of each rule: without the long words, of which there are hundreds.
import type { ListedRule, RuleList } from '#contract/own-rule.ts'

export type ShownRule = Omit<ListedRule, 'explanation' | 'noFix' | 'url'>
export type ShownRules = { items: ShownRule[]; trouble: RuleList['trouble'] }

export const shownOf = ({ items, trouble }: RuleList): ShownRules => ({
  items: items.map(({ explanation, noFix, url, ...rule }) => rule),
  trouble,
})

export type ProjectName = { id: string; name: string }
