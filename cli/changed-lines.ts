// What a diff changed: for each file the lines that are new, so that only findings on them are told.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Range } from '#contract/finding.ts'
import { git } from './git.ts'

/** Path, told from the reviewed folder, to its changed lines; 'all' for a file that is wholly new. */
export type Changes = Map<string, Set<number> | 'all'>

/** @param source a file with a unified diff (told from `from`), or a revision of git's. Throws an Error in words for people. */
export async function readChanges(source: string, from: string, root: string): Promise<Changes> {
  const file = path.resolve(from, source)
  if (await isFile(file)) return parseDiff(await readFile(file, 'utf8'))
  const commit = await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${source}^{commit}`).catch(
    () => {
      throw new Error(`"${source}" is neither a file nor a revision that git knows in ${root}.`)
    },
  )
  const plain = ['diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--relative']
  const prefixes = ['--src-prefix=a/', '--dst-prefix=b/']
  const changes = parseDiff(await git(root, ...plain, ...prefixes, commit.trim(), '--', '.'))
  const untracked = await git(root, 'ls-files', '-z', '--others', '--exclude-standard')
  for (const name of untracked.split('\0').filter(Boolean)) changes.set(name, 'all')
  return changes
}

const isFile = (file: string) =>
  stat(file).then(
    (about) => about.isFile(),
    () => false,
  )

export function parseDiff(diff: string): Changes {
  const changes: Changes = new Map()
  let lines: Set<number> | null = null
  let next = 0
  let left = 0
  for (const line of diff.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line)
    if (hunk) {
      next = Number(hunk[1])
      left = hunk[2] === undefined ? 1 : Number(hunk[2])
    } else if (left > 0 && (line.startsWith('+') || line.startsWith(' ') || line === '')) {
      if (line.startsWith('+')) lines?.add(next)
      next++
      left--
    } else if (line.startsWith('+++ ')) {
      const name = nameOf(line.slice(4))
      lines = name === null ? null : new Set()
      if (name !== null && lines) changes.set(name, lines)
    }
  }
  return changes
}

/** Null for a file that was removed. */
function nameOf(text: string): string | null {
  const plain = text.replace(/\t.*$/, '').replace(/\r$/, '')
  if (plain === '/dev/null') return null
  const unquoted = plain.startsWith('"') ? plain.slice(1, -1).replace(/\\(["\\])/g, '$1') : plain
  return unquoted.replace(/^b\//, '')
}

export function touches(changes: Changes, path: string, range: Range | null): boolean {
  const lines = changes.get(path)
  if (lines === undefined || lines === 'all') return lines === 'all'
  if (!range) return lines.size > 0
  for (let line = range.startLine; line <= range.endLine; line++) if (lines.has(line)) return true
  return false
}
