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

for (const [file, guard] of [
  ['src/reviews/steps.ts', 'a step is kept once'],
  ['drizzle/0000_init.sql', 'one step of a name'],
])
  test(`without "${guard}" in ${file} the tests go red, and with it they are green`, async () => {
    test.setTimeout(240_000)
    const mutation = allMutations().find((one) => one.file === file && one.guard === guard)
    if (!mutation) throw new Error('the table no longer has it')
    const mutants = await onOwnStores(async (stores, dataDir) => {
      const tree = copyProject(dataDir, stores)
      await makeDatabase(tree, false)
      const nothing = { ...mutation, replace: mutation.find }
      return [await mutate(tree, nothing), await mutate(tree, mutation)]
    })
    expect(mutants.map(({ by, broken }) => [by, broken])).toEqual([
      [null, null],
      ['a step is kept once, whoever brings it again', null],
    ])
  })
