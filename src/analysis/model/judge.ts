// What becomes of one thing the model said: a claim worth checking, or held back with the reason.
import type { Candidate, Fix, Range } from '#contract/finding.ts'
import type { Placement } from './anchor.ts'
import type { Item } from './answer.ts'
import { disproved } from './claims.ts'
import { MOST_FINDINGS } from './prompt.ts'

/** Not yet a candidate: identities are given to all of a part's findings together. */
export type Judged = Pick<Candidate, 'ruleId' | 'severity' | 'category' | 'title' | 'explanation'> & {
  range: Range | null
  heldBack: string | null
  fix?: Fix
}

/** `rank`: the finding's place in the answer, from 0. `reported`: what analysers found in the file. */
export type Circumstances = { reported: Candidate[]; content: string; rank: number; styleIsAsked: boolean }

export function judge(item: Item, placement: Placement, around: Circumstances): Judged {
  const { severity, category, title, explanation, trigger } = item
  return {
    ruleId: `model/${category}`,
    severity,
    category,
    title: title || 'Without a title',
    explanation: namesSomething(trigger) ? `${explanation}\n\nWhen: ${trigger}` : explanation,
    range: placement.range,
    heldBack: reasonToHoldBack(item, placement, around),
  }
}

function reasonToHoldBack(item: Item, placement: Placement, around: Circumstances): string | null {
  if (item.title === '' || item.explanation === '') return 'The model gave no reason for it.'
  if (!namesSomething(item.trigger)) return 'The model named no input or state that makes it go wrong.'
  if (placement.range === null && !placement.isQuoted) return 'The model quoted code that does not stand there.'
  if (item.category === 'style' && !around.styleIsAsked) return 'Remarks on style are not shown.'
  const wrong = disproved(item, around.content)
  if (wrong) return wrong
  const same = around.reported.find((other) => speaksOf(other, item.category, placement.range))
  if (same) return `${same.ruleId} says the same here.`
  if (around.rank >= MOST_FINDINGS) return `The model named more than ${MOST_FINDINGS} in one part of the file.`
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
