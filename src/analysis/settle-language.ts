// What a file is written in when nobody said it: the name first, and the content of a name that tells nothing.
import { type Language, languageOf } from '#contract/language.ts'
import { enginePool } from './warm.ts'

const DETECTING_MS = 5000

/** Parsing happens in a thread; a file that no parser survives is text. Rejects when `signal` is aborted. */
export async function settleLanguage(path: string, content: string, signal: AbortSignal): Promise<Language> {
  const named = languageOf(path)
  if (named) return named
  if (tellsItIsNoCode(path)) return 'text'
  const task = { module: new URL('./detect-language.ts', import.meta.url), name: 'detectLanguage', input: { content } }
  try {
    return (await enginePool().run(task, { milliseconds: DETECTING_MS, signal })) as Language
  } catch {
    signal.throwIfAborted()
    return 'text'
  }
}

/** Any ending but `.txt` (a snippet of unnamed origin has that) names a format of its own; so do a few well-known names. */
function tellsItIsNoCode(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  if (extension && extension !== 'txt') return true
  return /^(makefile|dockerfile|license|licence|readme|changelog|notice|authors|procfile|gemfile|requirements\.txt|cmakelists\.txt)/i.test(
    name,
  )
}
