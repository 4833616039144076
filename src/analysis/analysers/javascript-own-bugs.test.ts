// Our own rules for bugs and slow code over ESLint's tree: what they must and must not flag, safe forms included.
import { analyse } from './javascript.ts'
import { testTable } from './table.ts'

const load = 'async function load(id) { return get(id) }\n'
const fs = "import { open } from 'node:fs/promises'\n"

testTable(analyse, 'javascript', [
  [
    `${load}function f(id) {\n  if (!load(id)) return 1\n  const user = load(id)\n  return user.name\n}\n`,
    ['3 forgotten-await', '4 forgotten-await'],
  ],
  [
    `${load}async function f(id) {\n  const user = await load(id)\n  return load(id).then((x) => user.name + x)\n}\n`,
    [],
  ],
  [
    `${load}async function f(id) {\n  try {\n    load(id)\n  } catch (error) {\n    tell(error)\n  }\n}\n`,
    ['4 floating-promise'],
  ],
  ['async function f(set) {\n  try {\n    set(1)\n  } catch (error) {\n    tell(error)\n  }\n}\n', []],
  ['xs.filter(async (x) => await f(x))\nxs.filter((x) => f(x))\n', ['1 async-predicate']],
  ['xs.forEach(async (x) => { await f(x) })\nxs.forEach((x) => f(x))\n', ['1 async-for-each']],
  ['await xs.map(async (x) => f(x))\nawait Promise.all(xs.map(async (x) => f(x)))\n', ['1 awaited-array']],
  ['let sum = 0\nasync function f() {\n  sum = sum + (await g())\n}\n', ['3 update-around-await']],
  ['let sum = 0\nasync function f() {\n  const x = await g()\n  sum += x\n}\n', []],
  [
    'useEffect(() => {\n  load(id).then((x) => setUser(x))\n}, [id])\nuseEffect(() => {\n  load(1).then((x) => setUser(x))\n}, [])\n',
    ['2 stale-effect'],
  ],
  ['useEffect(() => {\n  setInterval(tick, 1000)\n}, [])\n', ['2 effect-leak']],
  ['useEffect(() => {\n  const timer = setInterval(tick, 1000)\n  return () => clearInterval(timer)\n}, [])\n', []],
  ['class A {\n  componentDidMount() {\n    setInterval(tick, 1000)\n  }\n}\n', ['3 interval-leak']],
])

testTable(analyse, 'javascript', [
  [
    `${fs}async function f(p) {\n  const file = await open(p)\n  const { size } = await file.stat()\n  return size\n}\n`,
    ['3 resource-leak'],
  ],
  [
    `${fs}async function f(p) {\n  const file = await open(p)\n  try {\n    return await file.stat()\n  } finally {\n    await file.close()\n  }\n}\nasync function g(p) {\n  const file = await open(p)\n  return file\n}\n`,
    [],
  ],
  [
    'async function f() {\n  const release = await mutex.acquire()\n  await work()\n  release()\n}\n',
    ['2 lock-not-released'],
  ],
  [
    'async function f() {\n  const release = await mutex.acquire()\n  try {\n    await work()\n  } finally {\n    release()\n  }\n}\n',
    [],
  ],
  ["function f(stream) {\n  stream.end()\n  stream.write('x')\n}\n", ['3 use-after-close']],
  ["function f(stream) {\n  stream.write('x')\n  stream.end()\n  stream.on('close', g)\n}\n", []],
  [
    "import fs from 'node:fs'\nfunction f(path) {\n  if (fs.existsSync(path)) return\n  fs.writeFileSync(path, 'x')\n}\n",
    ['3 check-then-use'],
  ],
  ["import fs from 'node:fs'\nfunction f(path) {\n  fs.writeFileSync(path, 'x', { flag: 'wx' })\n}\n", []],
  ["import fs from 'node:fs'\nfs.createReadStream(path).pipe(res)\n", ['2 pipe-without-errors']],
  ['async function f() {\n  try {\n    await send(x)\n  } catch {}\n}\n', ['4 swallowed-exception']],
  [
    'async function f() {\n  try {\n    await send(x)\n  } catch {\n    // Nobody is there: fine.\n  }\n  try {\n    await file.close()\n  } catch {}\n}\n',
    [],
  ],
  [
    'async function f(sending) {\n  try {\n    await sending\n  } catch {}\n  for (const key of keys)\n    try {\n      found = await open(key)\n      break\n    } catch {}\n  return found\n}\n',
    [],
  ],
  [
    'async function f() {\n  for (const x of all)\n    try {\n      await send(x)\n    } catch {}\n}\n',
    ['5 swallowed-exception'],
  ],
  ['async function f() {\n  try {\n    return await send(x)\n  } catch {}\n}\n', ['4 swallowed-exception']],
  [
    "readFile('x', (err, data) => use(data.length))\nreadFile('x', (err, data) => err ?? data.length)\n",
    ['1 error-not-looked-at'],
  ],
  [
    "async function f() {\n  await fetch('/a', { method: 'PUT' })\n  const r = await fetch('/a', { method: 'PUT' })\n}\n",
    ['2 answer-not-looked-at'],
  ],
  [
    "name.trim()\nname = name.trim()\nlocation.replace('/a')\nname.replace('a', 'b')\n",
    ['1 result-not-used', '4 result-not-used'],
  ],
  ['function f(s) {\n  const found = /a(b)/.exec(s)\n  return found[1]\n}\n', ['3 maybe-missing']],
  ['function f(s) {\n  const found = /a(b)/.exec(s)\n  return found ? found[1] : null\n}\n', []],
  ["throw 'no'\n", ['1 thrown-value']],
  ["throw new Error('no')\n", []],
  ["console.log('%s of %d', name)\nconsole.log('%s', name)\nconsole.log('100%')\n", ['1 format-mismatch']],
])

testTable(analyse, 'javascript', [
  ["if (a.kind !== 'x' || a.kind !== 'y') f()\nif (a.length >= 0) f()\n", ['1 always-true', '2 always-true']],
  ["if (a.kind !== 'x' && a.kind !== 'y') f()\nif (a.length > 0) f()\n", []],
  ['const x = a ? b : b\nconst y = a ? b : c\n', ['1 identical-branches']],
  ['for (var i = 0; i < 3; i++) setTimeout(() => f(i), 10)\n', ['1 closure-in-loop']],
  ['for (let i = 0; i < 3; i++) setTimeout(() => f(i), 10)\nfor (const x of xs) xs.map((y) => x + y)\n', []],
  ['for (const x of xs) {\n  if (x.old) xs.splice(0, 1)\n}\n', ['2 modify-while-iterating']],
  ['for (const x of xs) {\n  if (x.old) {\n    xs.splice(0, 1)\n    break\n  }\n}\n', []],
  ['for (let i = 0; i <= xs.length; i++) f(xs[i])\nconst last = xs[xs.length]\n', ['1 off-by-one', '2 off-by-one']],
  ['for (let i = 0; i < xs.length; i++) f(xs[i])\nxs[xs.length] = 1\n', []],
  [
    'function f(s) {\n  const i = 0\n  while (i < s.length) {\n    if (s[i] === 1) return i\n  }\n}\n',
    ['3 endless-loop'],
  ],
  ['function f(s) {\n  let i = 0\n  while (i < s.length) {\n    if (s[i] === 1) return i\n    i++\n  }\n}\n', []],
  ['function count(tree) {\n  return tree.parts.reduce((sum) => sum + count(tree), 1)\n}\n', ['2 endless-recursion']],
  ['function count(tree) {\n  return tree.parts.reduce((sum, part) => sum + count(part), 1)\n}\n', []],
  ['function area(width, height) {}\narea(height, width)\narea(width, height)\n', ['2 swapped-arguments']],
  [
    'if (a * 0.1 === b) f()\nconst x = a * 1.19\nif (x === b) f()\nif (rate === 0.5) f()\n',
    ['1 float-equality', '3 float-equality'],
  ],
  ["const kind = typeof x\nif (kind === 'integer') f()\nif (kind === 'number') f()\n", ['2 impossible-typeof']],
])

testTable(analyse, 'javascript', [
  ['xs.reduce((all, x) => ({ ...all, [x]: 1 }), {})\n', ['1 copied-each-round']],
  ['let all = []\nfor (const x of xs) all = [...all, x]\nfor (const x of xs) all.push(x)\n', ['2 copied-each-round']],
  ['for (const id of ids) {\n  await db.users.findOne({ id })\n}\n', ['2 query-in-loop']],
  ['for (const id of ids) {\n  await store.findOne({ id })\n}\nawait db.users.findMany({ ids })\n', []],
  [
    "function g(xs, words) {\nfor (const x of xs) {\n  if (new RegExp(words.join('|')).test(x)) f()\n  if (new RegExp(x).test(y)) f()\n}\n}\n",
    ['3 regex-in-loop'],
  ],
  [
    "import fs from 'node:fs'\nfs.readFileSync('a')\napp.get('/', (req, res) => res.send(fs.readFileSync('a')))\n",
    ['3 blocking-call'],
  ],
  [
    "function f(text, other) {\n  const old = text.split(',')\n  return other.split(',').filter((x) => !old.includes(x))\n}\n",
    ['3 list-searched-in-loop'],
  ],
  ["const known = ['a', 'b']\nfunction f(text) {\n  return text.split(',').filter((x) => known.includes(x))\n}\n", []],
  ['const Digests = f()\nDigest = Digests.x\ng(Digest)\nh(Digest)\ni(Digest)\n', []],
  ['function f(coldest) {\n  return coldset\n}\nfunction g(buffer) {\n  return Buffer\n}\n', ['2 misspelt-name']],
  [
    'const a = [10, 9].sort()\nconst b = names.sort()\nconst c = xs.map(Number).sort()\n',
    ['1 sorted-as-text', '3 sorted-as-text'],
  ],
  ['texts.map(parseInt)\ntexts.map(Number)\n', ['1 map-parse-int']],
  ['const grid = Array(3).fill([])\nconst row = Array(3).fill(0)\n', ['1 shared-fill']],
  [`function deep(a) {\n${'if (a) { for (const b of a) {'.repeat(6)}f()${'}}'.repeat(6)}\n}\n`, ['1 complex-function']],
])
testTable(analyse, 'typescript', [
  [
    'function find(id: string): User | undefined { return users.get(id) }\nfunction f(id: string) {\n  const user = find(id)\n  return user!.name\n}\n',
    ['4 maybe-missing'],
  ],
])
