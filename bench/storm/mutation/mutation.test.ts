// The table of guards fits the code, and a guard that is missing is noticed: `pnpm storm mutations` tries them all.
import { expect, test } from 'playwright/test'
import { inRoot } from '../../../bin/launch/root.ts'
import { onOwnStores } from '../stores.ts'
import { allMutations, mutate } from './mutate.ts'
import { mutated } from './mutation.ts'
import { copyProject, makeDatabase } from './tree.ts'

test('every guard of the table stands in the code exactly once, and what is there instead is something else', () => {
  const all = allMutations()
  expect(all.length).toBeGreaterThan(120)
  for (const mutation of all) {
    expect(() => mutated(mutation, inRoot()), mutation.guard).not.toThrow()
    expect(mutation.find).not.toBe(mutation.replace)
  }
  expect(() => mutated({ ...(all[0] as (typeof all)[number]), find: 'nowhere' }, inRoot())).toThrow(/0 times/)
})

test('without a guard the tests go red, and with it they are green: one in the code, one in the database', async () => {
  test.setTimeout(240_000)
  const [guard, wall] = [
    allMutations().find((one) => one.file === 'src/reviews/steps.ts' && one.guard === 'a step is kept once'),
    allMutations().find((one) => one.file === 'drizzle/0000_init.sql' && one.guard === 'one step of a name'),
  ]
  if (!guard || !wall) throw new Error('the table no longer has them')
  const mutants = await onOwnStores(async (stores, dataDir) => {
    const tree = copyProject(dataDir, stores)
    await makeDatabase(tree, false)
    const nothing = { ...guard, replace: guard.find }
    return [await mutate(tree, nothing), await mutate(tree, guard), await mutate(tree, wall)]
  })
  const red = 'a step is kept once, whoever brings it again'
  expect(mutants.map(({ by, broken }) => [by, broken])).toEqual([
    [null, null],
    [red, null],
    [red, null],
  ])
})
