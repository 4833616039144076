// What analysers say about the files of one review: each is asked once, whoever wants to know it first.
import type { CodeFile } from './hit.ts'
import type { Unchecked } from './judge-file.ts'
import type { Pool } from './pool.ts'
import { isAsked, type Said, saidOf, type Trial } from './trial.ts'

const JUDGE = new URL('./judge-file.ts', import.meta.url)
const TRY = new URL('./try-mended.ts', import.meta.url)

export type Limits = { milliseconds: number; signal: AbortSignal }

export type Asked = (module: URL, file: CodeFile) => Promise<Unchecked>

/** Rejects as the pool does; that, too, is only tried once. */
export function askOnce(pool: Pool, limits: Limits): Asked {
  const known = new Map<string, Promise<Unchecked>>()
  return (module, file) => {
    // What is said with other files at hand is not what is said without.
    const key = `${module.href} ${(file.linked?.length ?? 0) > 0} ${file.path}`
    const asking = known.get(key) ?? ask()
    known.set(key, asking)
    return asking

    async function ask() {
      const task = { module: JUDGE, name: 'judgeFile', input: { module: module.href, file } }
      return (await pool.run(task, limits)) as Unchecked
    }
  }
}

type Means = {
  /** Analysers that are asked side by side, each side in a thread. */
  sides: readonly URL[][]
  finder: URL
  asked: Asked
  pool: Pool
  limits: Limits
}

export function trialOf(file: CodeFile, { sides, finder: module, asked, pool, limits }: Means): Trial {
  const modules = sides.flat()
  const finder = modules.findIndex(({ href }) => href === module.href)
  return {
    finder,
    async ask(mended, who) {
      const wanted = sides
        .map((side) => side.filter((one) => isAsked(who, modules.indexOf(one), finder)))
        .filter((side) => side.length > 0)
      const said = await Promise.all(wanted.map((side) => tried(mended, side)))
      if (said.includes(null)) return null
      return new Map(wanted.flat().map((one, index) => [modules.indexOf(one), said.flat()[index] ?? []]))
    },
    async before(index) {
      const module = modules[index]
      if (!module) return []
      const told = await asked(module, file).catch(() => {
        limits.signal.throwIfAborted()
        return []
      })
      return saidOf(file.content, told)
    },
  }

  async function tried(mended: CodeFile, side: URL[]): Promise<Said[] | null> {
    const input = { file: mended, modules: side.map(({ href }) => href) }
    return (await pool.run({ module: TRY, name: 'tryMended', input }, limits)) as Said[] | null
  }
}
