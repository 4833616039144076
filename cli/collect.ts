// Which files of a folder are read: what git would track, or else everything that is not hidden or installed.
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SourceFile } from '#analysis/analyse.ts'
import { MAX_FILE_BYTES } from '#contract/file.ts'
import { languageOf } from '#contract/language.ts'
import type { Coverage } from '#contract/review.ts'
import { git } from './git.ts'

const left = new Set(['node_modules', 'bower_components', '__pycache__', 'venv', 'target', 'dist', 'build', 'vendor'])

/** `files` in the order of their paths, told from `root`; `skipped` was too large to be read. */
export type Collected = { root: string; files: SourceFile[]; skipped: Coverage[] }

/** Throws an Error in words for people when there is no such file or folder. */
export async function collect(target: string): Promise<Collected> {
  const about = await stat(target).catch(() => null)
  if (!about) throw new Error(`There is no file or folder ${target}.`)
  const root = about.isDirectory() ? target : path.dirname(target)
  const names = about.isDirectory() ? await namesIn(target) : [path.basename(target)]
  const read = await Promise.all(names.sort().map((name) => readOne(root, name)))
  return {
    root,
    files: read.flatMap((one) => (one && 'content' in one ? [one] : [])),
    skipped: read.flatMap((one) => (one && 'status' in one ? [one] : [])),
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const asked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const tracked = await git(folder, ...asked).catch(() => '')
  if (tracked) return tracked.split('\0').filter(Boolean)
  return walk(folder, '')
}

async function walk(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true })
  const found = entries
    .filter(({ name }) => !name.startsWith('.') && !left.has(name))
    .map(async (entry) => {
      const name = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory()) return walk(folder, name)
      return entry.isFile() ? [name] : []
    })
  return (await Promise.all(found)).flat()
}

/** Links are not followed; null for what is no file, or no longer there. */
async function readOne(root: string, name: string): Promise<SourceFile | Coverage | null> {
  const file = path.join(root, name)
  const about = await lstat(file).catch(() => null)
  if (!about?.isFile()) return null
  if (about.size > MAX_FILE_BYTES)
    return { path: name, status: 'skipped', reason: `It is larger than ${MAX_FILE_BYTES / 1024} KiB.` }
  return { path: name, content: await readFile(file, 'utf8'), language: languageOf(name) }
}
