// Projects and their files through the API: nobody's change is lost without being told.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../../../bin/testing/call.ts'
import { newPerson, type Person } from '../../../../bin/testing/people.ts'
import { listOf, Project, ProjectFile } from '../../../contract/project.ts'
import { openFirstProject } from '../../../projects/open.ts'
import { PUT as save } from './[id]/files/[fileId]/route.ts'
import { POST as create, GET as files } from './[id]/files/route.ts'
import { GET as projects } from './route.ts'

let person: Person
let id: string
test.beforeAll(async () => {
  person = await newPerson()
  id = (await openFirstProject(person.actor)).project.id
})

const add = (body: unknown) => call(create, { method: 'POST', body, params: { id }, as: person })
const newFile = async () => ProjectFile.parse(await (await add({ path: `${randomUUID()}.py`, content: '' })).json())
const put = (fileId: string, body: unknown, ifMatch?: string) =>
  call(save, {
    method: 'PUT',
    body,
    params: { id, fileId },
    as: person,
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  })

test('somebody new finds one sample project, however many tabs open at once', async () => {
  const newcomer = await newPerson()
  expect(await (await call(projects, { as: newcomer })).json()).toEqual({ items: [], nextCursor: null })
  const opened = await Promise.all(Array.from({ length: 5 }, () => openFirstProject(newcomer.actor)))
  expect(new Set(opened.map(({ project }) => project.id)).size).toBe(1)
  const { items } = listOf(Project).parse(await (await call(projects, { as: newcomer })).json())
  expect(items).toHaveLength(1)
})

test('a file is made, listed and saved, and its version counts the saves', async () => {
  const made = await add({ path: 'b/new.py', content: '' })
  const file = ProjectFile.parse(await made.json())
  expect([made.status, made.headers.get('etag'), file.version, file.path]).toEqual([201, '"1"', 1, 'b/new.py'])
  const saved = await put(file.id, { content: 'x = 2\n' }, '"1"')
  expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"'])
  const { items } = listOf(ProjectFile).parse(await (await call(files, { params: { id }, as: person })).json())
  expect(items.map(({ path }) => path)).toEqual(items.map(({ path }) => path).toSorted())
  expect(items.find(({ path }) => path === 'b/new.py')).toMatchObject({ content: 'x = 2\n', version: 2 })
})

test('of ten who save one version at once, one wins and nine are 412', async () => {
  const file = await newFile()
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => put(file.id, { content: `${n}` }, '"1"')))
  const [lost, won] = [answers.filter(({ status }) => status === 412), answers.filter(({ ok }) => ok)]
  expect([won.length, lost.length]).toEqual([1, 9])
  expect(won[0]?.headers.get('etag')).toBe('"2"')
  expect((await problemOf(lost[0] as Response)).code).toBe('edit-conflict')
})

for (const ifMatch of [undefined, '', '*', '1', 'W/"1"', '"0"', '"-1"', '"1", "2"', '"9999999999"', '"x"'])
  test(`saving with If-Match ${ifMatch ?? 'absent'} is 400`, async () => {
    const { status, errors } = await problemOf(await put((await newFile()).id, { content: 'x' }, ifMatch))
    expect([status, errors?.[0]?.path]).toEqual([400, 'If-Match'])
  })

test('the largest version that can be written is only not the right one', async () => {
  expect((await put((await newFile()).id, { content: 'x' }, '"999999999"')).status).toBe(412)
})

test('a draft may be empty or blank', async () => {
  const file = await newFile()
  expect((await put(file.id, { content: '\n' }, '"1"')).status).toBe(200)
  expect((await put(file.id, { content: '' }, '"2"')).status).toBe(200)
})

const refused: [what: string, body: unknown, status: number, path: string][] = [
  ['no content', { path: 'c.py' }, 400, 'content'],
  ['no path', { content: 'x' }, 400, 'path'],
  ['a path that climbs out', { path: '../c.py', content: 'x' }, 400, 'path'],
  ['binary content', { path: 'c.py', content: 'a\0b' }, 400, 'content'],
  ['300 kB', { path: 'c.py', content: 'x'.repeat(300_000) }, 413, 'content'],
  ['an unknown field', { path: 'c.py', content: 'x', version: 7 }, 400, 'version'],
  ['a path that is taken', { path: 'orders.py', content: 'x' }, 409, 'path'],
]
for (const [what, body, status, path] of refused)
  test(`a new file with ${what} is ${status} and names ${path}`, async () => {
    const problem = await problemOf(await add(body))
    expect([problem.status, problem.errors?.map((error) => error.path)]).toEqual([status, [path]])
  })
