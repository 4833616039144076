// Which paths can stand side by side in a project.
import { expect, test } from 'playwright/test'
import { takenPaths } from './taken-paths.ts'

const cases: [there: string[], path: string, inTheWay: string | null][] = [
  [[], 'a', null],
  [['a'], 'b', null],
  [['a'], 'a', 'There is a file a already.'],
  [['README.md'], 'readme.md', 'There is a file README.md already: only capitals tell them apart.'],
  [['É.py'], 'é.py', 'There is a file É.py already: only capitals tell them apart.'],
  [['a/b/c'], 'a', 'There is a folder a already.'],
  [['a/b/c'], 'A/B', 'There is a folder a/b already.'],
  [['a/b/c'], 'a/b/d', null],
  [['a/b/c'], 'A/b/d', null],
  [['a/b'], 'a/b/c', 'There is a file a/b, which can be no folder.'],
  [['a'], 'A/b/c', 'There is a file a, which can be no folder.'],
  [['ab'], 'a/b', null],
  [['a/b'], 'a/bc', null],
  [['constructor'], '__proto__', null],
  [['__proto__/a'], '__proto__', 'There is a folder __proto__ already.'],
]
for (const [there, path, inTheWay] of cases)
  test(`${path} beside ${there.join(', ') || 'nothing'}: ${inTheWay ?? 'fits'}`, () => {
    expect(takenPaths(there).clash(path)).toBe(inTheWay)
  })

test('what is taken later counts too', () => {
  const taken = takenPaths(['a'])
  taken.take('b/c')
  expect([taken.clash('B'), taken.clash('b/d')]).toEqual(['There is a folder b already.', null])
})
