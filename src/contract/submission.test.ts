// What may be submitted: every bad body is refused with the name of the field.
import { expect, test } from 'playwright/test'
import type { z } from 'zod'
import { parseSubmission } from './submission.ts'

const file = (path: string, content = 'x = 1') => ({ path, content })
const files = (n: number, content = 'x = 1') => Array.from({ length: n }, (_, i) => file(`a/${i}.py`, content))

const refused: { name: string; body: unknown; path: string; says: RegExp }[] = [
  { name: 'no object', body: 'x', path: '', says: /object/ },
  { name: 'no files', body: { files: [] }, path: 'files', says: /At least one file/ },
  { name: '201 files', body: { files: files(201) }, path: 'files', says: /At most 200/ },
  { name: 'empty code', body: { code: '' }, path: 'code', says: /no code/ },
  { name: 'blank code', body: { code: ' \n' }, path: 'code', says: /no code/ },
  { name: 'unknown language', body: { code: 'x', language: 'cobol' }, path: 'language', says: /Known are python/ },
  { name: 'unknown field', body: { code: 'x', lang: 'python' }, path: '', says: /lang/ },
  { name: 'wrong type', body: { files: [{ path: 'a.py', content: 7 }] }, path: 'files.0.content', says: /string/ },
  {
    name: '300 kB',
    body: { files: [file('a.py', 'x'.repeat(300_000))] },
    path: 'files.0.content',
    says: /293 KiB, the limit is 256/,
  },
  { name: 'too much together', body: { files: files(10, 'x'.repeat(250_000)) }, path: 'files', says: /together/ },
  { name: 'binary', body: { code: 'a\0b' }, path: 'code', says: /binary/ },
  { name: 'half a character', body: { code: 'a\ud800' }, path: 'code', says: /not text/ },
  { name: 'the same path twice', body: { files: [file('a.py'), file('a.py')] }, path: 'files.1.path', says: /twice/ },
  {
    name: 'the same path in other Unicode',
    body: { files: [file('\u00e9.py'), file('e\u0301.py')] },
    path: 'files.1.path',
    says: /twice/,
  },
  ...[
    '../a.py',
    'a/../b.py',
    '/etc/passwd',
    'C:/a.py',
    'a\\b.py',
    'a\nb.py',
    'a//b.py',
    './a.py',
    'aux.py',
    '~/a.py',
  ].map((path) => ({
    name: `the path ${JSON.stringify(path)}`,
    body: { files: [file(path)] },
    path: 'files.0.path',
    says: /A path/,
  })),
  { name: 'no project id', body: { code: 'x', projectId: 'mine' }, path: 'projectId', says: /UUID/ },
]

for (const { name, body, path, says } of refused)
  test(`refuses ${name}, and names the field`, () => {
    let error: unknown
    try {
      parseSubmission(body)
    } catch (thrown) {
      error = thrown
    }
    const issues = (error as z.ZodError).issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    expect(issues).toContainEqual({ path, message: expect.stringMatching(says) })
  })

test('takes both body forms', () => {
  expect(parseSubmission({ code: 'x = 1', language: 'python' }).files).toEqual([
    { path: 'main.py', content: 'x = 1', language: 'python' },
  ])
  expect(parseSubmission({ code: 'x', path: 'a/b.go' }).files).toEqual([{ path: 'a/b.go', content: 'x' }])
  expect(parseSubmission({ files: files(200), title: 'all' }).files).toHaveLength(200)
})
