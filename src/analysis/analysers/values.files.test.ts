// Slips with values that only another file of the review shows: what is told, what must stay unsaid, and work that stays bounded.
import { expect, test } from 'playwright/test'
import type { Language } from '#contract/language.ts'
import { type Hit, hitsOf } from '../hit.ts'
import { withLinked } from '../links/linked-files.ts'
import { analyse } from './values.ts'

/** What is said of the last of these files. */
async function said(language: Language, texts: Record<string, string>): Promise<Hit[]> {
  const files = withLinked(Object.entries(texts).map(([path, content]) => ({ path, content, language })))
  const last = files.at(-1)
  return last ? hitsOf(await analyse(last)) : []
}

const told = (hits: Hit[]) => hits.map(({ range, ruleId }) => `${range.startLine} ${ruleId.slice('values/'.length)}`)

const store = 'def find(people, name):\n    if name in people:\n        return people[name]\n    return None\n'
const people = 'export const byName = (all, name) => all.find((one) => one.name === name)\n'
const slow = 'export async function load(key) {\n  return await fetch(key)\n}\n'
const save = 'package store\n\nfunc Save(name string) error {\n\treturn put(name)\n}\n'
const user = `package app;
public class Users {
    static String nameOf(int id) {
        if (id > 3) return null;
        return "kim";
    }
}
`
const users = (use: string) => `package app;
class Page {
    int f(int id) {
        ${use}
    }
}
`

const rows: [Language, Record<string, string>, string[]][] = [
  [
    'python',
    { 'store.py': store, 'a.py': 'import store\n\ndef f(a, b):\n    return store.find(a, b).age\n' },
    ['4 null-dereference'],
  ],
  [
    'python',
    {
      'store.py': store,
      'a.py':
        'from store import find\n\ndef f(a, b):\n    x = find(a, b)\n    if x is None:\n        return 0\n    return x.age\n',
    },
    [],
  ],
  [
    'python',
    { 'store.py': `@cached\n${store}`, 'a.py': 'from store import find\n\ndef f(a, b):\n    return find(a, b).age\n' },
    [],
  ],
  [
    'python',
    { 'p/log.py': 'async def note(a): ...\n', 'p/a.py': 'from .log import note\n\nasync def f(a):\n    note(a)\n' },
    ['4 forgotten-await'],
  ],
  [
    'python',
    {
      'p/log.py': 'async def note(a): ...\n',
      'p/a.py': 'from .log import note\n\nasync def f(a):\n    await note(a)\n',
    },
    [],
  ],
  [
    'python',
    {
      'files.py': 'def begin(path):\n    return open(path)\n',
      'a.py': 'from files import begin\n\ndef f(a, b):\n    x = begin(a)\n    if b:\n        return 0\n    x.close()\n',
    },
    ['4 resource-not-closed'],
  ],
  [
    'javascript',
    {
      'people.js': people,
      'a.js': "import { byName } from './people.js'\nexport const f = (all) => byName(all, 'kim').age\n",
    },
    ['2 null-dereference'],
  ],
  [
    'javascript',
    {
      'people.js': people,
      'a.js': "import { byName } from './people.js'\nexport const f = (all) => byName(all, 'kim')?.age\n",
    },
    [],
  ],
  [
    'javascript',
    {
      'slow.js': slow,
      'a.js': "const { load } = require('./slow')\nasync function f(a) {\n  const x = load(a)\n  return x.status\n}\n",
    },
    ['3 forgotten-await'],
  ],
  [
    'javascript',
    {
      'slow.js': slow,
      'a.js': "import { load } from './slow.js'\nexport const f = (a) => load(a).then((x) => x.status)\n",
    },
    [],
  ],
  [
    'javascript',
    { 'slow.js': slow, 'a.js': "import { load } from './slow.js'\nexport const f = (load, a) => load(a).status\n" },
    [],
  ],
  [
    'typescript',
    {
      'src/put.ts': 'export function put(key: string, value: string): void {}\n',
      'src/a.ts':
        "import { put } from './put.ts'\nexport function f(key: string, value: string) {\n  put(value, key)\n}\n",
    },
    ['3 argument-order'],
  ],
  [
    'typescript',
    {
      'src/put.ts': 'export function put(key: string): Promise<void> {\n  return later(key)\n}\n',
      'src/a.ts': "import { put } from './put'\nexport async function f(key: string) {\n  put(key)\n}\n",
    },
    ['3 forgotten-await'],
  ],
  [
    'go',
    {
      'store/save.go': save,
      'web/a.go': 'package web\n\nimport "example.com/shop/store"\n\nfunc F(name string) {\n\tstore.Save(name)\n}\n',
    },
    ['6 unchecked-error'],
  ],
  [
    'go',
    { 'store/save.go': save, 'store/a.go': 'package store\n\nfunc F(name string) {\n\tSave(name)\n}\n' },
    ['4 unchecked-error'],
  ],
  [
    'go',
    {
      'store/save.go': save,
      'web/a.go':
        'package web\n\nimport "example.com/shop/store"\n\nfunc F(name string) error {\n\treturn store.Save(name)\n}\n',
    },
    [],
  ],
  [
    'java',
    { 'app/Users.java': user, 'app/Page.java': users('return Users.nameOf(id).length();') },
    ['4 null-dereference'],
  ],
  ['java', { 'app/Users.java': user, 'app/Page.java': users('return String.valueOf(Users.nameOf(id)).length();') }, []],
]

for (const [index, [language, texts, expected]] of rows.entries())
  test(`${language} from file to file ${index + 1}: ${expected.join(', ') || 'nothing'}`, async () => {
    expect(told(await said(language, texts))).toEqual(expected)
  })

test('the way tells the file that it began in', async () => {
  const [hit] = await said('python', {
    'store.py': store,
    'a.py': 'from store import find\n\ndef f(a, b):\n    return find(a, b).age\n',
  })
  expect(hit?.evidence?.map(({ path, range }) => [path, range.startLine])).toEqual([
    ['store.py', 4],
    ['a.py', 4],
  ])
})

test('a ring of files that call each other ends', async () => {
  const texts = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `m${index}.py`,
      `from m${(index + 1) % 30} import f${(index + 1) % 30}\n\ndef f${index}(a):\n    return f${(index + 1) % 30}(a)\n`,
    ]),
  )
  expect(await said('python', texts)).toEqual([])
})
