// What the model is asked to answer about a part of a file, and what can be read from what it did answer.
import { z } from 'zod'
import { categories, severities } from '#contract/finding.ts'
import { type Read, readList, shorten } from './read-list.ts'

const LONGEST = { title: 160, text: 3000, quote: 4000, code: 8000 }

// No limits of length in the schema: servers differ in which they take. Reading cuts.
export const Mend = z.object({
  from: z.string().describe('The anchor of the first line that is replaced'),
  to: z.string().describe('The anchor of the last line that is replaced'),
  code: z.string().describe('The whole lines that stand there instead, indented as they must be'),
})
export type Mend = z.infer<typeof Mend>

export const Item = z.object({
  anchor: z.string().describe('The anchor of the first quoted line, such as 42#a3f, copied exactly'),
  quote: z.string().describe('The one to three lines of code that are wrong, copied exactly, without their anchors'),
  severity: z.enum(severities),
  category: z.enum(categories),
  title: z.string().describe('The defect in at most twelve words'),
  explanation: z.string().describe('What goes wrong and why, and what to do about it'),
  trigger: z.string().nullable().describe('A concrete input or state that makes it go wrong; null if there is none'),
  fix: Mend.nullable().describe('The smallest change that mends it, or null'),
})
export type Item = z.infer<typeof Item>

export const Objection = z.object({
  fact: z.string().describe('The id of what an analyser reported, such as F2'),
  anchor: z.string().describe('The anchor of the line that makes it harmless, copied exactly'),
  quote: z.string().describe('That line, copied exactly, without its anchor'),
  reason: z.string().describe('Why that line makes it harmless, in one sentence'),
})
export type Objection = z.infer<typeof Objection>

export const Answer = z.object({ findings: z.array(Item), objections: z.array(Objection) })

// A fix, or a field nobody needs, must not cost the finding.
const Lenient = Item.extend({ trigger: Item.shape.trigger.catch(null), fix: Mend.nullable().catch(null) })

/** Null when nothing in the text is an answer. */
export async function readAnswer(text: string): Promise<(Read<Item> & { objections: Objection[] }) | null> {
  const read = await readList(text, { name: 'findings', mark: 'anchor', schema: Lenient })
  if (!read) return null
  const told = await readList(text, { name: 'objections', mark: 'fact', schema: Objection })
  const isOfObjections = (one: object) => 'fact' in one
  const objections = (told?.items ?? []).filter(isOfObjections).map(cutObjection)
  return { ...read, items: read.items.map(cut), objections }
}

const cut = (item: Item): Item => ({
  ...item,
  quote: shorten(item.quote, LONGEST.quote),
  title: shorten(item.title.replace(/\s+/g, ' '), LONGEST.title),
  explanation: shorten(item.explanation, LONGEST.text),
  trigger: item.trigger && shorten(item.trigger, LONGEST.text),
  // Cut code would be wrong code.
  fix: item.fix && item.fix.code.length <= LONGEST.code && item.fix.code.isWellFormed() ? item.fix : null,
})

const cutObjection = (objection: Objection): Objection => ({
  ...objection,
  quote: shorten(objection.quote, LONGEST.quote),
  reason: shorten(objection.reason.replace(/\s+/g, ' '), 400),
})
