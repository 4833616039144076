// Takes away each guard of the queue in turn: a guard that no test misses is either not tested or not needed.
import { say, step } from '../../../bin/launch/progress.ts'
import { guardsBeside } from './guards-beside.ts'
import { guardsHeld } from './guards-held.ts'
import { guardsIn } from './guards-in.ts'
import type { Mutation } from './mutation.ts'
import { makeDatabase, runTests, type Tree, without } from './tree.ts'
import { walls } from './walls.ts'

export const guards = [...guardsIn, ...guardsHeld, ...guardsBeside]
export const allMutations = () => [...guards, ...walls]

export type Mutant = Pick<Mutation, 'transition' | 'guard' | 'file'> & {
  /** The test that went red; null when none did. */
  by: string | null
  /** Why the run says nothing: the code without the guard was no code. */
  broken: string | null
}

/** A guard of the product is tried without the trigger that knows all transitions, which would hide that it is missing. */
export async function mutateAll(tree: Tree): Promise<Mutant[]> {
  const mutants: Mutant[] = []
  for (const [mutations, watched] of [
    [guards, false],
    [walls, true],
  ] as const) {
    await makeDatabase(tree, watched)
    await step(
      'Every guard in place',
      () => mustBeGreen(tree, mutations),
      (passed) => `${passed} tests passed`,
    )
    for (const mutation of mutations) mutants.push(await mutate(tree, mutation))
  }
  return mutants
}

/** What is red with all guards there proves nothing when one is missing. */
async function mustBeGreen(tree: Tree, mutations: Mutation[]): Promise<number> {
  const { passed, failed, broken } = await runTests(tree, [...new Set(mutations.map(({ tests }) => tests))], {
    all: true,
  })
  if (failed.length + broken.length > 0)
    throw new Error(`not green to begin with: ${JSON.stringify({ failed, broken })}`)
  return passed
}

export async function mutate(tree: Tree, mutation: Mutation): Promise<Mutant> {
  const { transition, guard, file, tests, words } = mutation
  const run = await without(tree, mutation, async () => {
    if (file.startsWith('drizzle/')) await makeDatabase(tree, true)
    return runTests(tree, [tests], { words })
  })
  if (run.passed + run.failed.length === 0) run.broken.push(`no test of ${tests} has "${words}" in its name`)
  const by = run.failed[0]?.test ?? null
  const broken = run.broken[0] ?? null
  say(`  ${broken ? 'BROKEN  ' : by ? 'red     ' : 'SURVIVED'}  ${transition}, ${guard}: ${broken ?? by ?? file}`)
  return { transition, guard, file, by, broken }
}
