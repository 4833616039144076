// Identity survives moves, renames and new layout in every language, and tells equal code apart by its number.
import { expect, test } from 'playwright/test'
import { enclosingSymbol, fingerprints } from './fingerprint.ts'
import { linesOf, rangeOf } from './position.ts'

/** The identity of the stretch between « and », which are no part of the text. */
function identity(marked: string, ruleId = 'r'): string {
  const from = marked.indexOf('«')
  const to = marked.indexOf('»') - 1
  const lines = linesOf(marked.replace(/[«»]/g, ''))
  return fingerprints(lines, [{ ruleId, range: rangeOf(lines, from, to) }])[0] as string
}

const python = 'def load(id, deep):\n    return run("a", «eval(id, deep)»)\n'
const go = 'package a\n\nfunc (s *Store) Load(id string) error {\n\treturn s.run("a", «query(id, 1)»)\n}\n'
const java =
  'class Store {\n  public int load(String id, int n) throws IOException {\n    return run("a", «query(id, n)»);\n  }\n}\n'
const script = 'async function load(id, deep) {\n  return run("a", «query(id, deep)»);\n}\n'
const method =
  'class Store {\n  async load(id: string, deep: boolean): Promise<void> {\n    run("a", «query(id, x => x)»)\n  }\n}\n'
const arrow = 'export const load: Handler = async (id) => {\n  run("a", «query(id)»)\n}\n'
const word = 'def load(id):\n    return run("a", «missing»)\n'

const same: [name: string, one: string, other: string][] = [
  ['Python: blank lines above', python, `\n\n\n${python}`],
  ['Python: a function before it', python, `def other(id, deep):\n    return eval(id, deep)\n\n\n${python}`],
  ['Python: moved to the end of another file', python, `import os\n\nx = 1\n\n${python}`],
  ['Python: wider indentation', python, 'def load(id, deep):\n        return run("a", «eval(id, deep)»)\n'],
  ['Python: other quotes and blanks', python, "def load(id,deep):\n    return run( 'a', «eval( id, deep, )» )\n"],
  ['Python: other line ends', python, python.replaceAll('\n', '\r\n')],
  [
    'Python: the call over several lines',
    python,
    'def load(id, deep):\n    return run(\n        "a",\n        «eval(\n            id,\n            deep,\n        )»,\n    )\n',
  ],
  [
    'Python: the head over several lines',
    python,
    'def load(\n    id,\n    deep,\n):\n    return run("a", «eval(id, deep)»)\n',
  ],
  ['Python: a line broken by a backslash', python, python.replace('id, deep)»', 'id, \\\n        deep)»')],
  [
    'Python: the rest of its line is another',
    python,
    'def load(id, deep):\n    x = walk(«eval(id, deep)», 3)\n    return x\n',
  ],
  ['Python: an old line as a comment in between', python, python.replace('    return', '# class Old\n    return')],
  ['Python: a parameter more', python, python.replace('id, deep):', 'id, deep, more=None):')],
  ['Python: into a branch', python, 'def load(id, deep):\n    if id:\n        return run("a", «eval(id, deep)»)\n'],
  ['Python: a word in a wider indented line', word, word.replace('    return', '        return')],
  [
    'Go: the arguments over several lines',
    go,
    go.replace('«query(id, 1)»', '\n\t\t«query(\n\t\t\tid,\n\t\t\t1,\n\t\t)»,\n\t'),
  ],
  ['Go: the head over several lines', go, go.replace('(id string) error {', '(\n\tid string,\n) error {')],
  ['Go: another receiver', go, go.replace('(s *Store)', '(store Store)')],
  ['Java: brace on its own line', java, java.replace(' {\n    return', '\n  {\n    return')],
  [
    'Java: the head over several lines',
    java,
    java.replace('String id, int n) throws IOException {', 'String id,\n      int n)\n      throws IOException {'),
  ],
  ['Java: into a block', java, java.replace('    return', '    synchronized (this) {\n      return')],
  ['Java: other indentation', java, java.replaceAll('  ', '    ')],
  ['JavaScript: no semicolons, single quotes', script, script.replaceAll('"', "'").replaceAll(';', '')],
  ['JavaScript: the head over several lines', script, script.replace('(id, deep) {', '(\n  id,\n  deep,\n) {')],
  [
    'JavaScript: the call over several lines',
    script,
    script.replace('«query(id, deep)»', '\n    «query(\n      id,\n      deep,\n    )»,\n  '),
  ],
  ['JavaScript: exported', script, `export ${script}`],
  ['TypeScript: parentheses around one parameter', method, method.replace('x => x', '(x) => x')],
  [
    'TypeScript: the head over several lines',
    method,
    method.replace('id: string, deep: boolean)', '\n    id: string,\n    deep: boolean,\n  )'),
  ],
  ['TypeScript: private now', method, method.replace('async load', 'private async load')],
  ['TypeScript: an arrow without its type', arrow, arrow.replace(': Handler', '')],
  ['TypeScript: a function instead of an arrow', arrow, arrow.replace(': Handler = async (id) =>', ' = function (id)')],
  [
    'a long function whose end changes',
    `«def long():\n${'    step(1)\n'.repeat(60)}»`,
    `«def long():\n${'        step(1)\n'.repeat(60)}        last()\n»`,
  ],
]
for (const [name, one, other] of same) test(`the same: ${name}`, () => expect(identity(other)).toBe(identity(one)))

const different: [name: string, one: string, other: string][] = [
  ['another function around it', python, python.replace('load', 'save')],
  ['another method around it', java, java.replace('load', 'save')],
  ['other code', python, python.replace('id, deep)»', 'id, "x")»')],
  ['a word on another line', word, word.replace('"a"', '"b"')],
]
for (const [name, one, other] of different)
  test(`not the same: ${name}`, () => expect(identity(other)).not.toBe(identity(one)))

test('not the same: another rule', () => expect(identity(python, 'q')).not.toBe(identity(python)))

test('equal code is numbered in the order of the text, not of the analyser', () => {
  const lines = linesOf('f(x)\nf(x)\n')
  const at = (startLine: number) => ({
    ruleId: 'r',
    range: { startLine, startColumn: 1, endLine: startLine, endColumn: 5 },
  })
  const [first, second] = fingerprints(lines, [at(1), at(2)])
  expect(first).not.toBe(second)
  expect(fingerprints(lines, [at(2), at(1)])).toEqual([second, first])
})

const symbols: [string, number, string][] = [
  ['class A:\n    def f(self):\n        return 1\n', 3, 'f'],
  ['func (s *Store) Get(id string) {\n\treturn x\n}\n', 2, 'Get'],
  ['class A {\n  async load(id: string) {\n    if (x) {\n      y()\n    }\n  }\n}\n', 4, 'load'],
  ['const run = async (x) => {\n  y()\n}\n', 2, 'run'],
  ['class A {\n  public int size(int a) {\n    return a;\n  }\n}\n', 3, 'size'],
  ['class A {\n  handle = async (event) => {\n    y()\n  }\n}\n', 3, 'handle'],
  ['const routes = {\n  load: (x) => {\n    y()\n  },\n}\n', 3, 'load'],
  ['function f() {\n  describe("x", () => {\n    y()\n  })\n}\n', 3, 'f'],
  ['function f() {\n  g(\n    y(),\n  )\n}\n', 3, 'f'],
  ['x = 1\n', 1, ''],
]
for (const [text, line, name] of symbols)
  test(`around line ${line} stands "${name}" in ${JSON.stringify(text.slice(0, 40))}`, () =>
    expect(enclosingSymbol(linesOf(text), line)).toBe(name))
