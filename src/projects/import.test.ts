// Many files at once: what comes, what does not and why, and that it is all or nothing.
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import { MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES } from '#contract/file.ts'
import type { FilesToImport, ImportQuery } from '#contract/import.ts'
import { call, problemOf } from '../../bin/testing/call.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { GET as exportRoute } from '../app/api/projects/[id]/export/route.ts'
import { POST as importRoute } from '../app/api/projects/[id]/import/route.ts'
import { redis } from '../redis.ts'

let person: Person
let client: Client
let id: string
test.beforeAll(async () => {
  person = await newPerson()
  client = await clientOf(person)
})
test.beforeEach(async () => {
  await redis().flushdb() // the limits are not what is tried here
  id = (await client.createProject({ name: 'imports' })).id
})

const zip = (files: Zippable) => new Blob([new Uint8Array(zipSync(files))])
const text = (content: string) => strToU8(content)
const files = (...all: [path: string, content: string][]): FilesToImport => ({
  files: all.map(([path, content]) => ({ path, content })),
})
const held = async () =>
  (await client.listFiles(id)).items.map(({ path, content, version }) => [path, content, version])

test('a zip comes in: text is kept, everything else is named with its reason', async () => {
  const nested = zipSync({ 'x.py': text('x') })
  const { imported, skipped } = await client.importZip(
    id,
    zip({
      'src/a.py': text('a = 1\n'),
      'src/ü.ts': text('// 🦊'),
      'src/empty/': new Uint8Array(0),
      '../evil.py': text('x'),
      'logo.png': Uint8Array.of(0x89, 0x50, 0, 0xff),
      'inner.zip': nested,
      link: [text('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }],
    }),
    'fail',
  )
  expect(imported.map(({ path, version, outcome }) => [path, version, outcome])).toEqual([
    ['src/a.py', 1, 'created'],
    ['src/ü.ts', 1, 'created'],
  ])
  expect(skipped.map(({ path }) => path)).toEqual(['../evil.py', 'logo.png', 'inner.zip', 'link'])
  for (const { reason } of skipped) expect(reason).toMatch(/^(A|It) .+\.$/)
  expect(await held()).toEqual([
    ['src/a.py', 'a = 1\n', 1],
    ['src/ü.ts', '// 🦊', 1],
  ])
})

test('what goes out as a zip comes in again as it was', async () => {
  const inside = files(
    ['__proto__', 'a'],
    ['constructor/a.py', 'b\r\n'],
    ['ünï/日本.ts', '// 🦊'],
    ['empty.py', ''],
    ['7', '7'],
  )
  await client.importFiles(id, inside, 'fail')
  const out = await client.exportProject(id)
  expect(out.type).toBe('application/zip')
  const others = unzipSync(new Uint8Array(await out.arrayBuffer()))
  expect(new TextDecoder().decode(others['ünï/日本.ts'])).toBe('// 🦊')
  const before = await held()
  expect(before).toHaveLength(5)
  id = (await client.createProject({ name: 'again' })).id
  expect((await client.importZip(id, out, 'fail')).skipped).toEqual([])
  expect(await held()).toEqual(before)
})

const names: [project: string, plain: string, whole: string][] = [
  ['order desk', 'order-desk.zip', 'order%20desk.zip'],
  ['Zip & Söhne', 'Zip-S-hne.zip', 'Zip%20%26%20S%C3%B6hne.zip'],
  ['"; x=\r\ny', 'x-y.zip', '-%3B%20x%3D-y.zip'],
  ['../../🦊', 'project.zip', '..-..-%F0%9F%A6%8A.zip'],
]
for (const [name, plain, whole] of names)
  test(`the zip of ${JSON.stringify(name)} is called ${plain}`, async () => {
    const project = await client.createProject({ name })
    const response = await call(exportRoute, { params: { id: project.id }, as: person })
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
    )
  })

const meetings: [onConflict: ImportQuery['onConflict'], outcomes: string[], skipped: string[], then: unknown[][]][] = [
  [
    'skip',
    ['created', 'unchanged'],
    ['There is a file b.py already.'],
    [
      ['a.py', 'a', 1],
      ['b.py', 'b', 1],
      ['c.py', 'c', 1],
    ],
  ],
  [
    'replace',
    ['created', 'replaced', 'unchanged'],
    [],
    [
      ['a.py', 'a', 1],
      ['b.py', 'other', 2],
      ['c.py', 'c', 1],
    ],
  ],
]
for (const [onConflict, outcomes, reasons, then] of meetings)
  test(`a file that is there already, with onConflict=${onConflict}`, async () => {
    await client.importFiles(id, files(['a.py', 'a'], ['b.py', 'b']), 'fail')
    const again = files(['a.py', 'a'], ['b.py', 'other'], ['c.py', 'c'])
    const { imported, skipped } = await client.importFiles(id, again, onConflict)
    expect(imported.map(({ outcome }) => outcome).toSorted()).toEqual(outcomes)
    expect(skipped.map(({ reason }) => reason)).toEqual(reasons)
    expect(await held()).toEqual(then)
  })

test('with onConflict=fail, which is also what is meant without it, nothing comes in and each one is named', async () => {
  await client.importFiles(id, files(['a.py', 'a'], ['src/b.py', 'b']), 'fail')
  const before = await held()
  const body = files(['A.py', 'x'], ['a.py', 'x'], ['src', 'x'], ['new.py', 'x'])
  for (const path of ['/api/test', '/api/test?onConflict=fail']) {
    const problem = await problemOf(await call(importRoute, { method: 'POST', path, params: { id }, body, as: person }))
    expect(problem.code).toBe('conflict')
    expect(problem.errors).toEqual([
      { path: 'A.py', message: 'There is a file a.py already: only capitals tell them apart.' },
      { path: 'src', message: 'There is a folder src already.' },
    ])
  }
  expect(await held()).toEqual(before)
})

test('what only looks like a file that is there is never replaced', async () => {
  await client.importFiles(id, files(['a.py', 'a'], ['src/b.py', 'b']), 'fail')
  const { imported, skipped } = await client.importFiles(
    id,
    files(['A.py', 'x'], ['src', 'x'], ['a.py/c', 'x']),
    'replace',
  )
  expect([imported.length, skipped.length]).toEqual([0, 3])
})

test('of JSON too, what cannot be kept is skipped and said', async () => {
  const body = files(
    ['../a.py', 'x'],
    ['nul.py', 'a\0b'],
    ['big.py', 'x'.repeat(MAX_FILE_BYTES + 1)],
    ['good.py', 'x'],
    ['GOOD.py', 'x'],
    ['', 'x'],
    ['cafe\u0301', 'x'],
  )
  const { imported, skipped } = await client.importFiles(id, body, 'fail')
  expect(imported.map(({ path }) => path)).toEqual(['caf\u00e9', 'good.py'])
  expect(skipped.map(({ path }) => path)).toEqual(['../a.py', 'nul.py', 'big.py', 'GOOD.py', ''])
})

const many = (count: number, bytes = 1) =>
  files(...Array.from({ length: count }, (_, n): [string, string] => [`${n}.py`, 'x'.repeat(bytes)]))

test('a project holds 200 files and 2 MiB, and not one more, whichever way it comes', async () => {
  await client.importFiles(id, many(MAX_FILES), 'fail')
  const full = await held()
  const oneMore = { code: 'too-large', message: 'A project holds at most 200 files; this would make 201.' }
  await expect(client.createFile(id, { path: 'x', content: '' })).rejects.toMatchObject(oneMore)
  await expect(client.importFiles(id, files(['x', ''], ['0.py', 'y']), 'replace')).rejects.toMatchObject(oneMore)
  expect(await held()).toEqual(full)

  id = (await client.createProject({ name: 'bytes' })).id
  await client.importFiles(id, many(MAX_TOTAL_BYTES / MAX_FILE_BYTES, MAX_FILE_BYTES), 'fail')
  const tooMuch = { code: 'too-large', message: expect.stringContaining('at most 2048 KiB together') }
  const file = await client.createFile(id, { path: 'empty', content: '' })
  const attempts = [
    () => client.createFile(id, { path: 'x', content: 'x' }),
    () => client.importFiles(id, files(['x', 'x']), 'fail'),
    () => client.saveFile(id, { ...file, content: 'x' }),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(tooMuch)
  expect(await client.getProject(id)).toMatchObject({ bytes: MAX_TOTAL_BYTES, files: 9 })
  const smaller = await client.importFiles(id, files(['0.py', 'x'], ['x', 'x']), 'replace')
  expect(smaller.imported).toHaveLength(2)
})

test('of two imports at once that fit only alone, one comes whole', async () => {
  const half = (name: string) => files(...many(150).files.map(({ path }): [string, string] => [`${name}/${path}`, '']))
  const answers = await Promise.allSettled([
    client.importFiles(id, half('a'), 'fail'),
    client.importFiles(id, half('b'), 'fail'),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await client.getProject(id)).files).toBe(150)
})

const bodies: [what: string, type: string, body: string, status: number][] = [
  ['text', 'text/plain', 'x', 415],
  ['a form', 'multipart/form-data; boundary=x', 'x', 415],
  ['a zip that is none', 'application/zip', 'x', 400],
  ['the zip of a browser on Windows that is none', 'application/x-zip-compressed', 'x', 400],
  ['no files', 'application/json', '{"files":[]}', 400],
  ['files of another shape', 'application/json', '{"files":[{"path":7,"content":"x"}]}', 400],
  ['an unknown field', 'application/json', '{"files":[{"path":"a","content":"x"}],"into":"b"}', 400],
]
for (const [what, type, body, status] of bodies)
  test(`an import of ${what} is ${status}`, async () => {
    const headers = { 'content-type': type }
    const response = await call(importRoute, { method: 'POST', params: { id }, body, headers, as: person })
    expect((await problemOf(response)).status).toBe(status)
    expect(await held()).toEqual([])
  })

test('an onConflict nobody knows is 400', async () => {
  for (const query of ['onConflict=overwrite', 'onConflict=', 'into=b']) {
    const asked = { method: 'POST', path: `/api/test?${query}`, params: { id }, body: many(1), as: person }
    expect((await call(importRoute, asked)).status).toBe(400)
  }
})

test('nobody imports into, exports or searches a project of somebody else', async () => {
  const stranger = await clientOf(await newPerson())
  const attempts = [
    () => stranger.importFiles(id, many(1), 'fail'),
    () => stranger.importZip(id, zip({ 'a.py': text('x') }), 'fail'),
    () => stranger.exportProject(id),
    () => stranger.searchFiles(id, { q: 'x' }),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  expect(await held()).toEqual([])
})
