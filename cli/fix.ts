// Applies checked fixes to files on disk: as many as fit beside each other, then the mended file is judged anew.
import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SourceFile } from '#analysis/analyse.ts'
import type { Candidate } from '#contract/finding.ts'
import { fitFixes } from '#report/fit-fixes.ts'
import { type Judgement, shown } from '#report/judgement.ts'

export type Applied = { path: string; line: number; title: string }

/**
 * Writes each file once, by way of a neighbour that takes its place. A file that has changed since it was read is left
 * alone. `files` are brought up to date.
 */
export async function applyFixes(root: string, files: SourceFile[], judgement: Judgement): Promise<Applied[]> {
  const byPath = Map.groupBy(shown(judgement), (finding) => finding.path)
  const applied: Applied[] = []
  for (const file of files) {
    const { mended, applied: done } = fitFixes(file.content, byPath.get(file.path) ?? [])
    const onDisk = path.join(root, file.path)
    if (done.length === 0 || (await readFile(onDisk, 'utf8')) !== file.content) continue
    const beside = `${onDisk}.lintel-${process.pid}`
    await writeFile(beside, mended, { flag: 'wx' })
    await chmod(beside, (await stat(onDisk)).mode)
    await rename(beside, onDisk)
    file.content = mended
    applied.push(...done.map(toldAs))
  }
  return applied
}

const toldAs = ({ path, range, fix }: Candidate): Applied => ({
  path,
  line: range?.startLine ?? 1,
  title: fix?.title ?? '',
})
