// Where a piece of text stands in a project's files.
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { MAX_MATCHES } from './search.ts'

let client: Client
test.beforeAll(async () => {
  client = await clientOf(await newPerson())
})

async function holding(files: Record<string, string>): Promise<string> {
  const { id } = await client.createProject({ name: 'searched' })
  for (const [path, content] of Object.entries(files)) await client.createFile(id, { path, content })
  return id
}

/** As `line:column-endColumn`. */
async function placesIn(content: string, query: Parameters<Client['searchFiles']>[1]): Promise<string[]> {
  const { matches } = await client.searchFiles(await holding({ 'a.txt': content }), query)
  return matches.map(({ line, column, endColumn }) => `${line}:${column}-${endColumn}`)
}

type Options = { caseSensitive?: boolean; wholeWord?: boolean }
const cases: [content: string, q: string, options: Options, places: string[]][] = [
  ['one\ntwo one', 'one', {}, ['1:1-4', '2:5-8']],
  ['one\r\ntwo\rone\n', 'one', {}, ['1:1-4', '3:1-4']],
  ['aaaa', 'aa', {}, ['1:1-3', '1:3-5']],
  ['Total TOTAL total', 'total', {}, ['1:1-6', '1:7-12', '1:13-18']],
  ['Total TOTAL total', 'total', { caseSensitive: true }, ['1:13-18']],
  ['total totals subtotal total_', 'total', { wholeWord: true }, ['1:1-6']],
  ['éa a aé', 'a', { wholeWord: true }, ['1:4-5']],
  ['f(x) (x)', '(x)', { wholeWord: true }, ['1:6-9']],
  ['a.c abc a*c', 'a.c', {}, ['1:1-4']],
  ['(a+)+$ [x] {1} \\d ^/|', '(a+)+$ [x] {1} \\d ^/|', {}, ['1:1-22']],
  ['\u0130x', 'x', {}, ['1:2-3']],
  ['É', 'é', {}, ['1:1-2']],
  ['🦊 fox 🦊', '🦊', {}, ['1:1-3', '1:8-10']],
  ['a  b', '  ', {}, ['1:2-4']],
  ['', 'x', {}, []],
]
for (const [content, q, options, places] of cases)
  test(`${JSON.stringify(q)} ${JSON.stringify(options)} in ${JSON.stringify(content)}`, async () => {
    expect(await placesIn(content, { q, ...options })).toEqual(places)
  })

test('all files are searched, in the order of their paths, and each match tells its line', async () => {
  const id = await holding({ 'b.py': 'x = 1\n', 'a/a.py': '\n  y = x\n' })
  const { matches, truncated } = await client.searchFiles(id, { q: 'X' })
  expect(truncated).toBe(false)
  expect(matches.map(({ path, line, text }) => [path, line, text])).toEqual([
    ['a/a.py', 2, '  y = x'],
    ['b.py', 1, 'x = 1'],
  ])
  const { items } = await client.listFiles(id)
  expect(matches.map(({ fileId }) => fileId)).toEqual(items.map((file) => file.id))
})

test('of a long line a stretch around the match is told, and where it begins', async () => {
  for (const before of [0, 10, 500, 9_990]) {
    const line = `${'🦊'.repeat(before)}needle${'.'.repeat(10_000 - before)}`
    const { matches } = await client.searchFiles(await holding({ 'a.txt': line }), { q: 'needle' })
    const [{ column, endColumn, text, textColumn }] = matches as [(typeof matches)[number]]
    expect(text.length).toBeLessThanOrEqual(300)
    expect(text.slice(column - textColumn, endColumn - textColumn)).toBe('needle')
  }
})

test('there is an end to what is told, and it says so', async () => {
  const id = await holding({ 'a.txt': 'x\n'.repeat(MAX_MATCHES) })
  expect(await client.searchFiles(id, { q: 'x' })).toMatchObject({ truncated: false })
  await client.createFile(id, { path: 'b.txt', content: 'x' })
  const { matches, truncated } = await client.searchFiles(id, { q: 'x' })
  expect([matches.length, truncated]).toEqual([MAX_MATCHES, true])
})

const wrong: [query: Record<string, string>, field: string][] = [
  [{}, 'q'],
  [{ q: '' }, 'q'],
  [{ q: 'a\nb' }, 'q'],
  [{ q: 'a\0b' }, 'q'],
  [{ q: 'x'.repeat(201) }, 'q'],
  [{ q: 'x', caseSensitive: '1' }, 'caseSensitive'],
  [{ q: 'x', wholeWord: '' }, 'wholeWord'],
  [{ q: 'x', regex: 'true' }, 'regex'],
]
for (const [query, field] of wrong)
  test(`a search for ${JSON.stringify(query).slice(0, 40)} is refused for its ${field}`, async () => {
    const search = client.searchFiles(await holding({}), query as { q: string })
    await expect(search).rejects.toMatchObject({ code: 'invalid', errors: [{ path: field }] })
  })
