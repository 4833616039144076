// Only paths of this site are followed after signing in.
import { expect, test } from 'playwright/test'
import { nextPath } from './next-path.ts'

const cases: [string | string[] | undefined, string][] = [
  ['/editor?file=a.py#L3', '/editor?file=a.py#L3'],
  ['/reviews/1', '/reviews/1'],
  [undefined, '/editor'],
  [['/a', '/b'], '/editor'],
  ['', '/editor'],
  ['editor', '/editor'],
  ['https://evil.example/', '/editor'],
  ['//evil.example/', '/editor'],
  ['/\\evil.example', '/editor'],
  ['/\t/evil.example', '/editor'],
  ['/.//evil.example', '/editor'],
  ['javascript:alert(1)', '/editor'],
]

for (const [given, expected] of cases)
  test(`next=${JSON.stringify(given)} leads to ${expected}`, () => expect(nextPath(given)).toBe(expected))
