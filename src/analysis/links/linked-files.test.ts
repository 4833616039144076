// Which files of a review a file speaks of, as each language does it.
import { expect, test } from 'playwright/test'
import type { Language } from '#contract/language.ts'
import { withLinked } from './linked-files.ts'

const linkedOf = (language: Language, texts: Record<string, string>, path: string) =>
  withLinked(Object.entries(texts).map(([name, content]) => ({ path: name, content, language })))
    .find((file) => file.path === path)
    ?.linked?.map((file) => file.path)

test('Python: from the folder of the file and those above it, packages and all they import', () => {
  const texts = {
    'shop/app/views.py': 'from .db import find\nfrom shop import money\nimport os\n',
    'shop/app/db.py': 'import shop.settings\n',
    'shop/money/__init__.py': '',
    'shop/settings.py': '',
    'other/db.py': '',
  }
  expect(linkedOf('python', texts, 'shop/app/views.py')).toEqual([
    'shop/app/db.py',
    'shop/money/__init__.py',
    'shop/settings.py',
  ])
})

test('TypeScript: with other endings, as a folder, by an alias and from the root', () => {
  const texts = {
    'src/routes/user.ts':
      "import a from '../db.js'\nimport { b } from '../lib'\nimport { c } from '@/words'\nconst d = require('src/deep/er')\n",
    'src/db.ts': '',
    'src/lib/index.ts': '',
    'src/words.ts': '',
    'src/deep/er.ts': '',
    'src/unused.ts': '',
  }
  expect(linkedOf('typescript', texts, 'src/routes/user.ts')).toEqual([
    'src/db.ts',
    'src/lib/index.ts',
    'src/words.ts',
    'src/deep/er.ts',
  ])
})

test('Go: the files of a package that hold what is spoken of, and those of the own folder; nothing for the own library', () => {
  const texts = {
    'api/a.go':
      'package api\n\nimport (\n\t"net/http"\n\t"example.com/shop/store"\n)\n\nfunc A() { store.Find(); help() }\n',
    'api/b.go': 'package api\n\nfunc help() {}\n',
    'api/c.go': 'package api\n\nfunc nobody() {}\n',
    'store/find.go': 'package store\n\nfunc Find() {}\n',
    'store/save.go': 'package store\n\nfunc Save() {}\n',
    'http/http.go': 'package http\n\nfunc A() {}\n',
  }
  expect(linkedOf('go', texts, 'api/a.go')).toEqual(['store/find.go', 'api/b.go'])
})

test('Java: by package and by folder; classes of the library are no files', () => {
  const texts = {
    'src/a/Web.java':
      'package a;\nimport b.Dao;\nimport java.util.List;\nclass Web { Dao dao; Near near; List<Near> all; }\n',
    'src/a/Near.java': 'package a;\nclass Near {}\n',
    'src/a/Far.java': 'package a;\nclass Far {}\n',
    'src/b/Dao.java': 'package b;\nclass Dao {}\n',
    'src/b/List.java': 'package b;\nclass List {}\n',
  }
  expect(linkedOf('java', texts, 'src/a/Web.java')).toEqual(['src/b/Dao.java', 'src/a/Near.java'])
})

test('a ring of imports ends, and no file takes more than its share along', () => {
  const names = Array.from({ length: 60 }, (_, index) => `m${index}`)
  const texts = Object.fromEntries(
    names.map((name, index) => [`${name}.py`, `import ${names[(index + 1) % 60]}, ${names[(index + 2) % 60]}\n`]),
  )
  const linked = linkedOf('python', texts, 'm0.py') ?? []
  expect(linked).not.toContain('m0.py')
  expect(new Set(linked).size).toBe(linked.length)
  expect(linked.length).toBe(6)
})
