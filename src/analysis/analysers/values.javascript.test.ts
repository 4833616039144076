// Values followed through JavaScript and TypeScript: what is told, and what must stay unsaid.
import { testTable } from './table.ts'
import { analyse } from './values.ts'

const f = (...lines: string[]) => `async function f(a, b, items) {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`

testTable(analyse, 'javascript', [
  [f('return a.match(/\\s*$/)[0]'), []],
  [f('return a.match(/\\s+$/)[0]'), ['2 null-dereference']],
  [f('let x', 'if (a) x = b', 'if (x !== UNDEFINED) return x.name'), []],
  [f('const x = []', 'for (const one of items) x[x.length] = one', 'if (x.length) return b'), []],
  [f('return b.value != null && b.value.length !== undefined'), []],
  [f('if (!b) a.failWith("none")', 'return b.name'), []],
  [f('if (!b) console.error("none")', 'return b.name'), ['3 null-dereference']],
  ['const decode = (a) => {\n  if (!a) return null\n  return g(a)\n}\nconst f = (b) => decode(b.id).name\n', []],
  ["const fs = require('fs')\nconst f = (a, b) => {\n  fs.createReadStream(a).pipe(b)\n}\n", []],
  [f('Promise.resolve(b).catch(() => {})'), []],
  [f('let x', 'if (a) x = b', 'if (Array.isArray(x)) return x.name'), []],
  [f('const x = items.find((one) => one.id === a)', 'const none = x == null', 'return none ? 1 : x.name'), []],
  [f('const x = items.find((one) => one.id === a)', "return typeof x?.name === 'string' ? x.name : a"), []],
  [f('let x', 'if (a) x = b', 'return x.name'), ['4 null-dereference']],
  [f('let x', 'if (a) x = b', 'return x?.name.first'), []],
  [f('let x = null', 'for (const one of items) x = one', 'return x.name'), ['4 null-dereference']],
  [f('if (!b) console.log("none")', 'return b.name'), ['3 null-dereference']],
  [f('if (!b) return 0', 'return b.name'), []],
  [f('if (!b) console.log("empty")', 'return b.length'), []],
  [f('return items.find((one) => one.id === a).name'), ['2 null-dereference']],
  [f('const x = items.find((one) => one.id === a)', 'if (x?.name === 1) return x.id'), []],
  [f('const m = new Map(items)', 'if (!m.has(a)) m.set(a, [])', 'm.get(a).push(b)'), []],
  [f('let x = null', 'items.forEach((one) => { x = one })', 'return x.name'), []],
  [f('if (a < 3 && a > 9) return b'), ['2 always-true-or-false']],
  [f('if (a === 1) return 1', 'if (a === 1) return 2'), ['3 always-true-or-false']],
  [f('let n = 0', 'while (n < 5) n += 1', 'if (n < 5) return b'), ['4 always-true-or-false']],
  [f('let n = 0', 'while (n < 5) { if (a(n)) break; n += 1 }', 'if (n < 5) return b'), []],
  [f('let done = false', 'items.forEach(() => { done = true })', 'if (done) return b'), []],
  ['var N;\n(function (N) { N.a = 1 })(N || (N = {}))\n', []],
  [f('switch (a) {', '  case 1:', '    return b', '    break', '}'), ['5 unreachable-code']],
  [f('for (;;) {', '  if (a()) break', '}', 'b()'), []],
  [
    "const fs = require('fs')\nfunction f(a, b) {\n  const d = fs.openSync(a)\n  if (b) return 1\n  fs.closeSync(d)\n}\n",
    ['3 resource-not-closed'],
  ],
  [
    "const fs = require('fs')\nfunction f(a) {\n  const d = fs.openSync(a)\n  try {\n    fs.readSync(d, a)\n  } finally {\n    fs.closeSync(d)\n  }\n}\n",
    [],
  ],
  [
    "const fs = require('fs')\nfunction f(a) {\n  const d = fs.openSync(a)\n  fs.closeSync(d)\n  fs.readSync(d, a)\n}\n",
    ['5 use-after-close'],
  ],
  [
    "const { Mutex } = require('async-mutex')\nconst mutex = new Mutex()\nasync function f(a) {\n  const release = await mutex.acquire()\n  if (a) return 1\n  release()\n}\n",
    ['4 lock-not-released'],
  ],
  [
    "const { Mutex } = require('async-mutex')\nconst mutex = new Mutex()\nasync function f(a) {\n  const release = await mutex.acquire()\n  try {\n    return a()\n  } finally {\n    release()\n  }\n}\n",
    [],
  ],
  [
    "const { Mutex } = require('async-mutex')\nconst mutex = new Mutex()\nasync function f(all) {\n  for (const a of all) {\n    const release = await mutex.acquire()\n    if (!a) continue\n    release()\n  }\n}\n",
    ['5 lock-not-released'],
  ],
  [f('for (let i = 0; i <= items.length; i++) a(items[i])'), ['2 off-by-one']],
  [f('for (let i = 0; i < items.length; i++) a(items[i + 1])'), []],
  [f('for (let i = 0; i < items.length; i++) a(items[i + 1] - items[i])'), ['2 off-by-one']],
  [f('items[items.length] = a'), []],
  [f('return a.trim() === 1'), ['2 unrelated-comparison']],
  [f('return Number(a.trim()) === 1'), []],
  [
    "import { readFile } from 'node:fs/promises'\nasync function f(a) {\n  const x = readFile(a)\n  return JSON.parse(x)\n}\n",
    ['3 forgotten-await'],
  ],
  ["import { readFile } from 'node:fs/promises'\nconst f = (a) => readFile(a).then(JSON.parse)\n", []],
  ['function put(key, value) {}\nfunction f(key, value) {\n  put(value, key)\n}\n', ['3 argument-order']],
  ['function put(key, value) {}\nfunction f(key, value) {\n  if (key > value) put(value, key)\n}\n', []],
  [f('const x = a.name.indexOf(".")', 'const filename = a', 'return filename.indexOf(".") === -1 ? x : 1'), []],
  [f('let x', 'if (a) x = b', 'return x?.(1)'), []],
  [f('const x = JSON.stringify(a)', 'if (x === undefined) return 1', 'return x'), []],
  ['let on = false\nfunction f(a) {\n  on = false\n  a()\n  if (on) return 1\n}\n', []],
  [f('try {', '  a.save()', '} catch {}'), ['4 swallowed-exception']],
  [f('a.save().catch(() => {})'), ['2 swallowed-exception']],
  [
    f('a.save().catch(() => {', '  // it is saved again later', '})', 'a.close().catch(() => {})', 'a.catch(() => {})'),
    [],
  ],
  [f('a.save().catch((error) => b(error))', 'return a.load().catch(() => null)'), []],
  [f('a.save(items, (err) => {', '  b(items)', '})'), ['2 swallowed-exception']],
  [f('a.save(items, (err) => {', '  if (err) throw err', '  b(items)', '})', 'a.on("end", (err) => b(1))'), []],
  [f('if (a === 1) return 1', 'if (a === 1) {', '  b()', '}'), ['3 always-true-or-false']],
  [f('try {', '  a.save()', '} catch {', '  // it is saved again later', '}'), []],
])

testTable(analyse, 'typescript', [
  [
    'function f(a: string | null): number {\n  if (a === null) console.log(1)\n  return a!.length\n}\n',
    ['3 null-dereference'],
  ],
  ['function f(a: Map<string, string>): number {\n  return a.get("b")!.length\n}\n', []],
  ['function f(a?: { b: number }): number {\n  return a!.b\n}\n', []],
  [
    'function f(a: { b: number } | null): number {\n  if (a === null) console.log(1)\n  return a.b\n}\n',
    ['3 null-dereference'],
  ],
  [
    'interface M { send(to: string): Promise<void> }\nasync function f(m: M) {\n  m.send("a")\n}\n',
    ['3 forgotten-await'],
  ],
  ['interface M { send(to: string): void }\nasync function f(m: M) {\n  m.send("a")\n}\n', []],
  [
    'function compare(first, second) {\n  return first - second\n}\nfunction rcompare(first, second) {\n  return compare(second, first)\n}\n',
    [],
  ],
  ['function f(a, b) {\n  return (a || b) && (a && g(a))\n}\n', []],
  ['async function f(issuer) {\n  const client = new issuer.Client({ id: 1 })\n  await client.callback()\n}\n', []],
  ['function f(a) {\n  return a && (a && g(a))\n}\n', ['2 always-true-or-false']],
  ['function f(a) {\n  const n = a ? a.get() : null\n  return Boolean(n) && n.type === 1\n}\n', []],
])
