// Applies checked fixes to files on disk: as many as fit beside each other, then the mended file is judged anew.
import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { SourceFile } from '#analysis/analyse.ts'
import { applyEdits } from '#contract/apply-edits.ts'
import type { Candidate, Edit } from '#contract/finding.ts'
import { type Judgement, shown } from '#report/judgement.ts'

export type Applied = { path: string; line: number; title: string }

/**
 * Writes each file once, by way of a neighbour that takes its place. A file that has changed since it was read is left
 * alone. `files` are brought up to date.
 */
export async function applyFixes(root: string, files: SourceFile[], judgement: Judgement): Promise<Applied[]> {
  const byPath = Map.groupBy(shown(judgement).filter(isOfOneFile), (finding) => finding.path)
  const applied: Applied[] = []
  for (const file of files) {
    const [mended, done] = mend(file.content, byPath.get(file.path) ?? [])
    const onDisk = path.join(root, file.path)
    if (done.length === 0 || (await readFile(onDisk, 'utf8')) !== file.content) continue
    const beside = `${onDisk}.lintel-${process.pid}`
    await writeFile(beside, mended, { flag: 'wx' })
    await chmod(beside, (await stat(onDisk)).mode)
    await rename(beside, onDisk)
    file.content = mended
    applied.push(...done)
  }
  return applied
}

const isOfOneFile = ({ fix, path }: Candidate) => fix?.checked === true && fix.edits.every((edit) => edit.path === path)

/** The gravest first; a fix that meets another one's place waits for the next round. */
function mend(content: string, findings: Candidate[]): [string, Applied[]] {
  const edits: Edit[] = []
  const done: Applied[] = []
  let mended = content
  for (const { fix, path, range } of findings) {
    // What two fixes need alike, an import for instance, is put in once.
    const more = fix?.edits.filter((edit) => !edits.some((other) => isDeepStrictEqual(other, edit))) ?? []
    const next = applyEdits(content, [...edits, ...more])
    if (!fix || next === null || next === mended) continue
    mended = next
    edits.push(...more)
    done.push({ path, line: range?.startLine ?? 1, title: fix.title })
  }
  return [mended, done]
}
