// Files and folders that get another place, or go: whole, in one step, and never over what somebody else did.
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import type { Problem } from '#contract/problem.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson } from '../../bin/testing/people.ts'

let client: Client
let id: string
test.beforeAll(async () => {
  client = await clientOf(await newPerson())
})
test.beforeEach(async () => {
  id = (await client.createProject({ name: 'moving' })).id
})

const add = (path: string, content = path) => client.createFile(id, { path, content })
const paths = async () => (await client.listFiles(id)).items.map(({ path }) => path)
const having = async (...all: string[]) => {
  for (const path of all) await add(path)
}
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    ({ code, message, errors }: Problem) => [code, errors?.[0]?.path, errors?.[0]?.message ?? message],
  )

test('a file moves, keeps its id and content, and has another version', async () => {
  const file = await add('a.py')
  const moved = await client.moveFile(id, file, 'src/b.py')
  expect(moved).toMatchObject({ id: file.id, path: 'src/b.py', content: 'a.py', version: 2 })
  expect(await client.getFile(id, file.id)).toEqual(moved)
  expect((await client.moveFile(id, moved, 'src/B.py')).path).toBe('src/B.py')
})

test('whoever saves, moves or deletes an older version gets the one that is there, and changes nothing', async () => {
  const file = await add('a.py')
  const now = await client.saveFile(id, { ...file, content: 'theirs' })
  const late = [
    () => client.saveFile(id, { ...file, content: 'mine' }),
    () => client.moveFile(id, file, 'b.py'),
    () => client.deleteFile(id, file),
  ]
  for (const attempt of late) await expect(attempt()).rejects.toMatchObject({ code: 'edit-conflict', current: now })
  expect((await client.listFiles(id)).items).toEqual([now])
})

test('of ten who move, save and delete one version at once, one wins and nine are told what it is now', async () => {
  const file = await add('a.py')
  const attempts = Array.from({ length: 10 }, (_, n) =>
    n % 2 ? client.moveFile(id, file, `${n}.py`) : client.saveFile(id, { ...file, content: `${n}` }),
  )
  const answers = await Promise.allSettled(attempts)
  const won = answers.filter((one) => one.status === 'fulfilled')
  const lost = answers.filter((one) => one.status === 'rejected')
  expect([won.length, lost.length]).toEqual([1, 9])
  for (const { reason } of lost) expect(reason).toMatchObject({ code: 'edit-conflict', current: won[0]?.value })
})

test('a file goes, at its version or at whatever it is', async () => {
  const [a, b] = [await add('a.py'), await add('b.py')]
  await client.deleteFile(id, a)
  await client.deleteFile(id, { id: b.id })
  expect(await paths()).toEqual([])
  await expect(client.deleteFile(id, a)).rejects.toMatchObject({ code: 'not-found', message: 'There is no such file.' })
})

const clashes: [from: string, to: string, inTheWay: string][] = [
  ['a.py', 'b.py', 'There is a file b.py already.'],
  ['a.py', 'B.py', 'There is a file b.py already: only capitals tell them apart.'],
  ['a.py', 'src', 'There is a folder src already.'],
  ['a.py', 'b.py/a.py', 'There is a file b.py, which can be no folder.'],
]
for (const [from, to, inTheWay] of clashes)
  test(`a file moves to ${to}: ${inTheWay}`, async () => {
    await having('b.py', 'src/c.py')
    const file = await add(from)
    expect(await refusal(client.moveFile(id, file, to))).toEqual(['conflict', 'path', inTheWay])
    expect(await refusal(client.createFile(id, { path: to, content: '' }))).toEqual(['conflict', 'path', inTheWay])
    expect((await client.getFile(id, file.id)).version).toBe(1)
  })

test('a folder moves with all that is in it, and nothing that only looks like it', async () => {
  await having('src/a.py', 'src/x/b.py', 'srcs/c.py', 'src.py')
  const { items } = await client.moveFolder(id, { from: 'src', to: 'lib/py' })
  expect(items.map(({ path, version }) => [path, version])).toEqual([
    ['lib/py/a.py', 2],
    ['lib/py/x/b.py', 2],
  ])
  expect(await paths()).toEqual(['lib/py/a.py', 'lib/py/x/b.py', 'src.py', 'srcs/c.py'])
  expect((await client.getFile(id, items[0]?.id as string)).content).toBe('src/a.py')
})

const moves: [there: string[], from: string, to: string, then: string[]][] = [
  [['a/x', 'b/y'], 'a', 'b', ['b/x', 'b/y']],
  [['a/x'], 'a', 'A', ['A/x']],
  [['b/a/x', 'b/a/a/x', 'b/a/a/a/x'], 'b/a', 'b', ['b/a/a/x', 'b/a/x', 'b/x']],
  [['a%/x', 'ab/x'], 'a%', 'c', ['ab/x', 'c/x']],
  [['a_/x', 'ab/x'], 'a_', 'c', ['ab/x', 'c/x']],
]
for (const [there, from, to, then] of moves)
  test(`${there.join(', ')}: ${from} moves to ${to}, which makes ${then.join(', ')}`, async () => {
    await having(...there)
    await client.moveFolder(id, { from, to })
    expect(await paths()).toEqual(then)
  })

const refused: [from: string, to: string, why: unknown[]][] = [
  ['src', 'src/x', ['invalid', 'to', 'A folder cannot be moved into itself.']],
  ['src', 'lib', ['conflict', 'to', 'There is a file lib/b.py already.']],
  ['src', 'top.py', ['conflict', 'to', 'There is a file top.py, which can be no folder.']],
  ['none', 'lib', ['not-found', undefined, 'There is no folder none.']],
  ['top.py', 'lib', ['not-found', undefined, 'There is no folder top.py.']],
  ['src', '../x', ['invalid', 'to', 'A path may not hold empty, . or .. parts.']],
  ['/', 'x', ['invalid', 'from', 'A path must be relative.']],
  ['src', 'x'.repeat(398), ['invalid', 'to', expect.stringContaining('at most 400 characters')]],
]
for (const [from, to, why] of refused)
  test(`a folder ${from} cannot move to ${to.slice(0, 20)}, and not one of its files does`, async () => {
    await having('src/a.py', 'src/b.py', 'lib/b.py', 'top.py')
    const before = await paths()
    expect(await refusal(client.moveFolder(id, { from, to }))).toEqual(why)
    expect(await paths()).toEqual(before)
  })

test('a folder goes with all that is in it, and nothing that only looks like it', async () => {
  await having('src/a.py', 'src/x/b.py', 'srcs/c.py', 'src.py')
  await client.deleteFolder(id, 'src')
  expect(await paths()).toEqual(['src.py', 'srcs/c.py'])
  expect(await refusal(client.deleteFolder(id, 'src'))).toEqual(['not-found', undefined, 'There is no folder src.'])
  expect(await refusal(client.deleteFolder(id, 'src.py'))).toEqual([
    'not-found',
    undefined,
    'There is no folder src.py.',
  ])
})

test('a folder moves and goes at once: the files are all there or all gone, never some', async () => {
  for (let n = 0; n < 10; n++) await add(`src/${n}.py`)
  await Promise.allSettled([client.moveFolder(id, { from: 'src', to: 'lib' }), client.deleteFolder(id, 'src')])
  expect([0, 10]).toContain((await paths()).length)
  expect(new Set((await paths()).map((path) => path.split('/')[0])).size).toBeLessThanOrEqual(1)
})

test('nothing of a stranger is moved or deleted', async () => {
  const file = await add('src/a.py')
  const stranger = await clientOf(await newPerson())
  const attempts = [
    () => stranger.getFile(id, file.id),
    () => stranger.moveFile(id, file, 'b.py'),
    () => stranger.deleteFile(id, { id: file.id }),
    () => stranger.moveFolder(id, { from: 'src', to: 'lib' }),
    () => stranger.deleteFolder(id, 'src'),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  expect(await paths()).toEqual(['src/a.py'])
})
