// How much a project may hold.
import { eq, sql } from 'drizzle-orm'
import { MAX_FILES, MAX_TOTAL_BYTES } from '#contract/file.ts'
import { Problem } from '#contract/problem.ts'
import type { Transaction } from '#db/client.ts'
import { projectFiles } from '#db/schema/projects.ts'

/** Counted after a change: throws `too-large`, which takes it back with its transaction. */
export async function refuseTooMuch(tx: Transaction, projectId: string): Promise<void> {
  const [held] = await tx
    .select({ files: sql<number>`count(*)::int`, bytes: sql<number>`coalesce(sum(octet_length(content)), 0)::int` })
    .from(projectFiles)
    .where(eq(projectFiles.projectId, projectId))
  refuseMoreThanFits(held as { files: number; bytes: number })
}

/** Throws `too-large`. */
export function refuseMoreThanFits({ files, bytes }: { files: number; bytes: number }): void {
  if (files > MAX_FILES)
    throw new Problem('too-large', `A project holds at most ${MAX_FILES} files; this would make ${files}.`)
  if (bytes > MAX_TOTAL_BYTES)
    throw new Problem(
      'too-large',
      `The files of a project hold at most ${inKib(MAX_TOTAL_BYTES)} together; this would make ${inKib(bytes)}.`,
    )
}

const inKib = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`
