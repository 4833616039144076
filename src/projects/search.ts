// Where in the files of a project a piece of text stands.
import { setImmediate as breathe } from 'node:timers/promises'
import type { Actor } from '#accounts/actor.ts'
import type { ProjectFile } from '#contract/project.ts'
import type { SearchMatch, SearchQuery, SearchResult } from '#contract/search.ts'
import { listFiles } from './read.ts'

export const MAX_MATCHES = 500
const MAX_TEXT = 300

/** Literally, so it takes time in proportion to what is searched. Throws `not-found`. */
export async function searchFiles(actor: Actor, projectId: string, query: SearchQuery): Promise<SearchResult> {
  const pattern = patternFor(query)
  const matches: SearchMatch[] = []
  for (const file of await listFiles(actor, projectId)) {
    for (const match of matchesIn(file, pattern)) {
      if (matches.length === MAX_MATCHES) return { matches, truncated: true }
      matches.push(match)
    }
    await breathe() // others have their turn between two files
  }
  return { matches, truncated: false }
}

const LETTER = '[\\p{L}\\p{M}\\p{N}_]'

/** Folding by the pattern, not by `toLowerCase`: that may change the length of a text, and with it every column. */
function patternFor({ q, caseSensitive, wholeWord }: SearchQuery): RegExp {
  const literal = q.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const bounded = wholeWord ? `(?<!${LETTER})${literal}(?!${LETTER})` : literal
  return new RegExp(bounded, caseSensitive ? 'gu' : 'giu')
}

function* matchesIn({ id, path, content }: ProjectFile, pattern: RegExp): Generator<SearchMatch> {
  if (content.search(pattern) < 0) return
  let line = 0
  for (const text of content.split(/\r\n|\r|\n/)) {
    line++
    for (const { index, 0: found } of text.matchAll(pattern)) {
      const from = Math.max(0, Math.min(index - MAX_TEXT / 4, text.length - MAX_TEXT))
      const about = { line, column: index + 1, endColumn: index + found.length + 1, textColumn: from + 1 }
      yield { fileId: id, path, ...about, text: text.slice(from, from + MAX_TEXT).toWellFormed() }
    }
  }
}
