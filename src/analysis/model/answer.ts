// What the model is asked to answer, and what can be read from what it did answer.
import { parsePartialJson } from 'ai'
import { z } from 'zod'
import { categories, severities } from '#contract/finding.ts'

const MOST_READ = 40
const LONGEST = { title: 160, text: 3000, quote: 4000 }

// No limits of length in the schema: servers differ in which they take. Reading cuts.
export const Item = z.object({
  anchor: z.string().describe('The anchor of the first quoted line, such as 42#a3f, copied exactly'),
  quote: z.string().describe('The one to three lines of code that are wrong, copied exactly, without their anchors'),
  severity: z.enum(severities),
  category: z.enum(categories),
  title: z.string().describe('The defect in at most twelve words'),
  explanation: z.string().describe('What goes wrong and why, and what to do about it'),
  trigger: z.string().nullable().describe('A concrete input or state that makes it go wrong; null if there is none'),
})
export type Item = z.infer<typeof Item>

export const Answer = z.object({ findings: z.array(Item) })
export type Answer = z.infer<typeof Answer>

/** `unreadable`: entries that were there and could not be understood. */
export type Read = { items: Item[]; unreadable: number; brokenOff: boolean }

/** Null when nothing in the text is an answer. */
export async function readAnswer(text: string): Promise<Read | null> {
  for (const json of candidates(text)) {
    const { value, state } = await parsePartialJson(json)
    const list = listIn(value)
    if (!list) continue
    const brokenOff = state === 'repaired-parse' && !/[}\]]\s*(```[\s\S]*)?$/.test(json)
    return { ...readItems(brokenOff ? list.slice(0, -1) : list), brokenOff }
  }
  return null
}

/** The text itself; what stands in a fence; from where JSON of ours begins amid prose. */
function* candidates(text: string): Generator<string> {
  yield text.trim()
  const fenced = /```(?:json)?\s*\n([\s\S]*?)(?:\n\s*```|$)/i.exec(text)?.[1]
  if (fenced) yield fenced.trim()
  const start = text.search(/\{\s*"findings"|\[\s*\{\s*"anchor"/)
  if (start >= 0) yield text.slice(start, text.lastIndexOf('}') + 1 || undefined)
  if (start >= 0) yield text.slice(start)
}

function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value
  const { findings } = (value ?? {}) as { findings?: unknown }
  return Array.isArray(findings) ? findings : null
}

function readItems(list: unknown[]): Pick<Read, 'items' | 'unreadable'> {
  const items = list.slice(0, MOST_READ).flatMap((entry) => Item.safeParse(entry).data ?? [])
  return { items: items.map(cut), unreadable: list.length - items.length }
}

const cut = (item: Item): Item => ({
  ...item,
  quote: shorten(item.quote, LONGEST.quote),
  title: shorten(item.title.replace(/\s+/g, ' '), LONGEST.title),
  explanation: shorten(item.explanation, LONGEST.text),
  trigger: item.trigger && shorten(item.trigger, LONGEST.text),
})

// Postgres takes no NUL and no half of a surrogate pair.
const shorten = (text: string, most: number) => text.replaceAll('\0', '').slice(0, most).toWellFormed().trim()
