// What becomes of one thing the model said: shown on its line, shown for the file, or held back with the reason.
import type { Candidate, Range } from '#contract/finding.ts'
import type { Placement } from './anchor.ts'
import type { Item } from './answer.ts'
import { MOST_FINDINGS } from './prompt.ts'

/** Not yet a candidate: identities are given to all of a file's findings together. */
export type Judged = Pick<Candidate, 'ruleId' | 'severity' | 'category' | 'title' | 'explanation'> & {
  range: Range | null
  heldBack: string | null
}

/** @param rank the finding's place in the answer, from 0. */
export function judge(item: Item, placement: Placement, reported: Candidate[], rank: number): Judged {
  const { severity, category, title, explanation, trigger } = item
  return {
    ruleId: `model/${category}`,
    severity,
    category,
    title: title || 'Without a title',
    explanation: namesSomething(trigger) ? `${explanation}\n\nWhen: ${trigger}` : explanation,
    range: placement.range,
    heldBack: reasonToHoldBack(item, placement, reported, rank),
  }
}

function reasonToHoldBack(item: Item, placement: Placement, reported: Candidate[], rank: number): string | null {
  if (item.title === '' || item.explanation === '') return 'The model gave no reason for it.'
  if (!namesSomething(item.trigger)) return 'The model named no input or state that makes it go wrong.'
  if (placement.range === null && !placement.isQuoted) return 'The model quoted code that does not stand there.'
  if (item.category === 'style') return 'Remarks on style are not shown.'
  const same = reported.find((other) => speaksOf(other, item.category, placement.range))
  if (same) return `${same.ruleId} says the same here.`
  if (rank >= MOST_FINDINGS) return `The model named more than ${MOST_FINDINGS} in one part of the file.`
  return null
}

const speaksOf = (other: Candidate, category: string, range: Range | null) =>
  range !== null &&
  other.range !== null &&
  other.category === category &&
  other.range.startLine <= range.endLine &&
  range.startLine <= other.range.endLine

/** A trigger in words, and not a shrug. */
const namesSomething = (trigger: string | null): trigger is string =>
  trigger !== null &&
  trigger.length >= 12 &&
  !/^(n\/?a|none|null|unknown|not applicable|always|any input)\b.{0,20}$/i.test(trigger)
