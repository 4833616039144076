// Only what changed is sent again: told against the newest review that has ended well.
import { expect, test } from 'playwright/test'
import { newRun, type Run } from './review-run.ts'
import { scopeOf } from './review-scope.ts'

const run = (status: string, files: Record<string, string>) =>
  newRun({ sent: new Map(Object.entries(files)), review: { status } as never })
const files = [
  { path: 'a.py', content: 'now' },
  { path: 'b.py', content: 'same' },
]
const changed = (...runs: Run[]) => scopeOf(runs, files).changed

test('an empty file is not among them', () => {
  const scope = scopeOf([], [...files, { path: 'c.py', content: ' \n' }])
  expect(scope).toEqual({ files: ['a.py', 'b.py'], changed: ['a.py', 'b.py'] })
})

test('without a review everything has changed', () => {
  expect(changed()).toEqual(['a.py', 'b.py'])
})

test('the newest review that holds the file decides, and a failed one does not count', () => {
  expect(changed(run('completed', { 'a.py': 'before', 'b.py': 'same' }))).toEqual(['a.py'])
  expect(changed(run('completed', { 'a.py': 'now' }), run('completed', { 'a.py': 'before', 'b.py': 'same' }))).toEqual(
    [],
  )
  expect(changed(run('failed', { 'a.py': 'now', 'b.py': 'same' }))).toEqual(['a.py', 'b.py'])
})
