// What somebody searches for, as Postgres' full text search takes it.
import { type SQL, sql } from 'drizzle-orm'
import type { ReviewsQuery } from '#contract/history.ts'

/** Null when nothing is asked of the words. The workspace is one of them, so that the index passes over all others. */
export function digestQuery(workspaceId: string, { q, language, model }: ReviewsQuery): SQL | null {
  if (q === undefined && language === undefined && model === undefined) return null
  const marks = [`:workspace:${workspaceId}`]
  if (language) marks.push(`:language:${language}`)
  if (model) marks.push(`:model:${model}`)
  const exact = marks.map(quoted).join(' & ')
  if (q === undefined) return sql`${exact}::tsquery`
  // Nothing but signs: there is no such word.
  const typed = wordsIn(q).map((word) => `${quoted(word)}:*`)
  return sql`(${exact}::tsquery && lower(${typed.join(' & ') || "'no:word'"})::tsquery)`
}

/** As `search_words` of the database divides and cuts them. */
const wordsIn = (text: string): string[] =>
  text
    .split(/[^0-9A-Za-z\u0080-\u{10ffff}]+/u)
    .filter(Boolean)
    .map((word) => [...word].slice(0, 64).join(''))

const quoted = (word: string) => `'${word.replace(/[\\']/g, '$&$&')}'`
