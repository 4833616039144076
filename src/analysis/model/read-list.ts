// A list of things in whatever a model answered: JSON as asked, in a fence, amid prose, broken off or slightly wrong.
import { parsePartialJson } from 'ai'
import type { z } from 'zod'

const MOST_READ = 40

/** `unreadable`: entries that were there and could not be understood. */
export type Read<Entry> = { items: Entry[]; unreadable: number; brokenOff: boolean }

/**
 * Null when nothing in the text is such a list.
 * @param name the field that holds the list; a bare list is taken for it too.
 * @param mark the first field of an entry, by which a bare list is known amid prose.
 */
export async function readList<Entry>(
  text: string,
  { name, mark, schema }: { name: string; mark: string; schema: z.ZodType<Entry> },
): Promise<Read<Entry> | null> {
  for (const json of candidates(text, name, mark)) {
    const { value, state } = await parsePartialJson(json)
    const list = listIn(value, name)
    if (!list) continue
    const brokenOff = state === 'repaired-parse' && !/[}\]]\s*(```[\s\S]*)?$/.test(json)
    const whole = (brokenOff ? list.slice(0, -1) : list).slice(0, MOST_READ)
    const items = whole.flatMap((entry) => schema.safeParse(entry).data ?? [])
    return { items, unreadable: (brokenOff ? list.length - 1 : list.length) - items.length, brokenOff }
  }
  return null
}

/** The text itself; what stands in a fence; from where JSON of ours begins amid prose; the same, mended. */
function* candidates(text: string, name: string, mark: string): Generator<string> {
  const thought = text.replace(/^\s*<think>[\s\S]*?<\/think>/i, '')
  yield thought.trim()
  const fenced = /```(?:json)?\s*\n([\s\S]*?)(?:\n\s*```|$)/i.exec(thought)?.[1]
  if (fenced) yield fenced.trim()
  const start = thought.search(new RegExp(`\\{\\s*["']?${name}["']?\\s*:|\\[\\s*\\{\\s*["']?${mark}["']?\\s*:`))
  if (start < 0) return
  const amid = [thought.slice(start, thought.lastIndexOf('}') + 1 || undefined), thought.slice(start)]
  yield* amid
  yield* amid.map(mend)
}

/** What models get wrong about JSON most often: comments, commas too many, other quotes, words of Python. */
const mend = (json: string) =>
  json
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/[“”]/g, '"')
    .replace(/([{,]\s*)'?([A-Za-z_]\w*)'?\s*:/g, '$1"$2":')
    .replace(
      /:\s*'((?:[^'\\\n]|\\.)*)'(?=\s*[,}\]])/g,
      (_, inner: string) => `: ${JSON.stringify(inner.replaceAll("\\'", "'"))}`,
    )
    .replace(/:\s*None\b/g, ': null')
    .replace(/:\s*True\b/g, ': true')
    .replace(/:\s*False\b/g, ': false')
    .replace(/,(?=\s*[}\]])/g, '')

function listIn(value: unknown, name: string): unknown[] | null {
  if (Array.isArray(value)) return value
  const list = value instanceof Object ? (value as Record<string, unknown>)[name] : null
  return Array.isArray(list) ? list : null
}

/** Postgres takes no NUL and no half of a surrogate pair. */
export const shorten = (text: string, most: number): string =>
  text.replaceAll('\0', '').slice(0, most).toWellFormed().trim()
