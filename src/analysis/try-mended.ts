// What some analysers say about a mended text, in a thread.
import type { Analyse, CodeFile } from './hit.ts'
import { parses, type Said, saidOf } from './trial.ts'

type Order = { file: CodeFile; modules: string[] }

/** Null when the grammar cannot read it. */
export async function tryMended({ file, modules }: Order): Promise<Said[] | null> {
  if (!parses(file)) return null
  return Promise.all(modules.map((module) => said(module, file)))
}

/** One that crashes costs its own step, where that is told. */
async function said(module: string, file: CodeFile): Promise<Said> {
  try {
    const { analyse } = (await import(module)) as { analyse: Analyse }
    return saidOf(file.content, await analyse(file))
  } catch {
    return []
  }
}
