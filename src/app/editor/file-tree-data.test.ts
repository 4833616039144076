// What the tree shows for a set of paths, and where a drop brings an entry.
import { expect, test } from 'playwright/test'
import { droppedAt, treeOf } from './file-tree-data.ts'

test('paths become folders and files, folders first, each by name', () => {
  expect(treeOf(['z10.py', 'z9.py', 'app/b.py', 'a.py', 'app/deep/c.py'])).toEqual([
    {
      value: 'app/',
      label: 'app',
      children: [
        { value: 'app/deep/', label: 'deep', children: [{ value: 'app/deep/c.py', label: 'c.py' }] },
        { value: 'app/b.py', label: 'b.py' },
      ],
    },
    { value: 'a.py', label: 'a.py' },
    { value: 'z9.py', label: 'z9.py' },
    { value: 'z10.py', label: 'z10.py' },
  ])
})

for (const [dragged, target, position, place] of [
  ['a.py', 'app/', 'inside', 'app/a.py'],
  ['a.py', 'app/b.py', 'before', 'app/a.py'],
  ['app/b.py', 'a.py', 'after', 'b.py'],
  ['app/deep/', 'lib/', 'inside', 'lib/deep'],
  ['a.py', 'z.py', 'before', null],
  ['app/b.py', 'app/', 'inside', null],
  ['app/', 'app/deep/', 'inside', null],
] as const)
  test(`${dragged} dropped ${position} ${target} ${place ? `becomes ${place}` : 'stays'}`, () => {
    expect(droppedAt(dragged, target, position)).toBe(place)
  })
