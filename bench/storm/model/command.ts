// One command of the model test: it is done, foretold, and the rows are compared.
import { Problem } from '#contract/problem.ts'
import { compare } from './look.ts'
import type { Imagined, World } from './world.ts'

export type Touched = (Imagined | undefined)[]

/** @param work does it, tells the model what should have come of it, and answers which reviews it may have written to. */
export const command = (name: string, work: (world: World) => Promise<Touched>) => ({
  check: () => true,
  toString: () => name,
  async run(world: World) {
    const kind = name.replace(/\(.*/, '')
    world.tally[kind] = (world.tally[kind] ?? 0) + 1
    await compare(world, await work(world))
  },
})

/** The code of the refusal, if it is one that was foreseen. */
export async function orRefusal<Result>(work: Promise<Result>): Promise<Result | string> {
  return work.catch((error) => {
    if (error instanceof Problem) return error.code
    throw error
  })
}

/** One of those there are; undefined when there is none. */
export const pick = <Item>(items: Item[], n: number): Item | undefined => items[n % Math.max(1, items.length)]

/** The id of a review that there never was. */
export const NOBODYS = '00000000-0000-4000-8000-000000000000'
