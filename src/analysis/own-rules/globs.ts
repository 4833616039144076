// Paths against globs, in linear time: whoever writes a glob and whoever names a file need not trust each other.
import { RE2JS } from 're2js'

const MOST_KEPT = 2000
const compiled = new Map<string, RE2JS>()

/** See FileGlob: without a slash it is about names in any folder. */
export function matchesGlob(path: string, glob: string): boolean {
  let expression = compiled.get(glob)
  if (!expression) {
    if (compiled.size >= MOST_KEPT) compiled.clear()
    expression = RE2JS.compile(expressionOf(glob))
    compiled.set(glob, expression)
  }
  return expression.matches(path)
}

export const matchesAny = (path: string, globs: readonly string[]): boolean =>
  globs.some((glob) => matchesGlob(path, glob))

function expressionOf(glob: string): string {
  const below = glob.endsWith('/') ? `${glob}**` : glob
  const anywhere = below.includes('/') ? below : `**/${below}`
  return anywhere
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => meaning[part] ?? RE2JS.quote(part))
    .join('')
}

const meaning: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]', '': '' }
