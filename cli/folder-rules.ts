// The rules that the reviewed folder brings along: whoever runs this command on it has chosen to follow them.
import { lstat, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { TeamRules } from '#analysis/analyse.ts'
import { readFolder } from '#analysis/own-rules/read-folder.ts'
import { ruleSet } from '#analysis/own-rules/rule-set.ts'
import { MAX_FILE_BYTES } from '#contract/file.ts'
import { LINTEL_FILE, RULES_FOLDER } from '#contract/lintel-file.ts'

/** Null when there are none. */
export async function folderRules(root: string): Promise<TeamRules | null> {
  const names = await readdir(path.join(root, RULES_FOLDER)).catch(() => [] as string[])
  const paths = [LINTEL_FILE, ...names.sort().map((name) => RULES_FOLDER + name)]
  const files = (await Promise.all(paths.map((name) => readOne(root, name)))).flat()
  const { documents, settings, gaps } = await readFolder(files, new AbortController().signal)
  if (documents.length + settings.length + gaps.length === 0) return null
  const byName = new Map(documents.map((document) => [document.id, document]))
  return { set: ruleSet([...byName.values()]), settings, gaps }
}

/** Links are not followed. */
async function readOne(root: string, name: string) {
  const file = path.join(root, name)
  const about = await lstat(file).catch(() => null)
  if (!about?.isFile() || about.size > MAX_FILE_BYTES) return []
  return [{ path: name, content: await readFile(file, 'utf8') }]
}
