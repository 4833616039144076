// Fixes for what our own rules find in scripts about bugs and slowness: before and after, each one tried; and forms for which none is right.
import { testFixes } from './fix-table.ts'

testFixes('javascript', [
  [
    'javascript/forgotten-await',
    'async function f() { return g(1) }\nasync function h() {\n  if (f()) return f().length\n}\n',
    'async function f() { return g(1) }\nasync function h() {\n  if (await f()) return f().length\n}\n',
  ],
  [
    'javascript/forgotten-await',
    'async function f() { return g(1) }\nasync function h() {\n  return f().length\n}\n',
    'async function f() { return g(1) }\nasync function h() {\n  return (await f()).length\n}\n',
  ],
  ['javascript/forgotten-await', 'async function f() { return g(1) }\nfunction h() {\n  return f().length\n}\n', null],
  [
    'javascript/floating-promise',
    "import fs from 'fs/promises'\nasync function f() {\n  fs.rm(a)\n}\n",
    "import fs from 'fs/promises'\nasync function f() {\n  await fs.rm(a)\n}\n",
  ],
  [
    'javascript/async-for-each',
    'async function f(list) {\n  list.forEach(async (one) => {\n    await g(one)\n  })\n}\n',
    'async function f(list) {\n  for (const one of list) {\n    await g(one)\n  }\n}\n',
  ],
  [
    'javascript/async-for-each',
    'function f(list) {\n  list.forEach(async (one) => {\n    await g(one)\n  })\n}\n',
    null,
  ],
  [
    'javascript/async-for-each',
    'async function f(list) {\n  list.forEach(async (one) => {\n    if (await g(one)) return\n  })\n}\n',
    null,
  ],
  [
    'javascript/async-for-each',
    'const list = new Map()\nasync function f() {\n  list.forEach(async (one) => {\n    await g(one)\n  })\n}\n',
    null,
  ],
  [
    'javascript/awaited-array',
    'const a = await b.map(async (c) => f(c))\n',
    'const a = await Promise.all(b.map(async (c) => f(c)))\n',
  ],
  [
    'javascript/update-around-await',
    'let a = 0\nasync function f() {\n  a += await g();\n}\n',
    'let a = 0\nasync function f() {\n  const result = await g();\n  a += result;\n}\n',
  ],
  ['javascript/update-around-await', 'let a = 0\nasync function f() {\n  a = a + (await g())\n}\n', null],
  [
    'javascript/result-not-used',
    'function f(a) {\n  a.trim()\n  g(a)\n}\n',
    'function f(a) {\n  a = a.trim()\n  g(a)\n}\n',
  ],
  ['javascript/result-not-used', 'const a = f()\na.trim()\n', null],
  ['javascript/thrown-value', 'throw `no ${a}`\n', 'throw new Error(`no ${a}`)\n'],
  ['javascript/thrown-value', 'throw { a: 1 }\n', null],
  ['javascript/always-true', 'if (a !== 1 || a !== 2) f()\n', 'if (a !== 1 && a !== 2) f()\n'],
  ['javascript/always-true', 'if (a.length >= 0) f()\n', 'if (a.length > 0) f()\n'],
  ['javascript/always-true', 'if (a !== 1 || a !== 2 || a !== 3) f()\n', null],
  [
    'javascript/swapped-arguments',
    'function f(a, b) { return a - b }\nfunction g(a, b) { return f(b, a) }\n',
    'function f(a, b) { return a - b }\nfunction g(a, b) { return f(a, b) }\n',
  ],
  ['javascript/float-equality', 'if (a * 0.1 === b) f()\n', 'if (Math.abs(a * 0.1 - b) < 1e-9) f()\n'],
  [
    'javascript/impossible-typeof',
    "const a = typeof b\nif (a === 'boolen') f()\n",
    "const a = typeof b\nif (a === 'boolean') f()\n",
  ],
  [
    'javascript/copied-each-round',
    'function f(b) {\n  let a = []\n  for (const c of b) a = [...a, c]\n  return a\n}\n',
    'function f(b) {\n  let a = []\n  for (const c of b) a.push(c)\n  return a\n}\n',
  ],
  ['javascript/copied-each-round', 'const a = b.reduce((all, c) => [...all, c], [])\n', null],
  [
    'javascript/blocking-call',
    "import fs from 'fs'\napp.get('/', async (req, res) => {\n  res.send(fs.readFileSync(a, 'utf8').trim())\n})\n",
    "import fs from 'fs'\napp.get('/', async (req, res) => {\n  res.send((await fs.promises.readFile(a, 'utf8')).trim())\n})\n",
  ],
  [
    'javascript/blocking-call',
    "import fs from 'fs'\napp.get('/', (req, res) => {\n  res.send(fs.readFileSync(a))\n})\n",
    null,
  ],
  ['javascript/stack-in-answer', 'res.json({ a: 1, stack: err.stack })\n', 'res.json({ a: 1 })\n'],
  ['javascript/stack-in-answer', 'res.send(err.stack)\n', "res.send('Internal server error')\n"],
  [
    'javascript/world-writable',
    "import fs from 'fs'\nfs.chmodSync(a, 0o777)\n",
    "import fs from 'fs'\nfs.chmodSync(a, 0o755)\n",
  ],
  [
    'javascript/world-writable',
    "import fs from 'fs'\nfs.chmodSync(a, '0666')\n",
    "import fs from 'fs'\nfs.chmodSync(a, '0644')\n",
  ],
  ['javascript/world-writable', 'process.umask(0)\n', 'process.umask(0o022)\n'],
  [
    'javascript/electron-unsafe',
    'new BrowserWindow({ nodeIntegration: true })\n',
    'new BrowserWindow({ nodeIntegration: false })\n',
  ],
  [
    'javascript/xml-entities',
    "import libxml from 'libxmljs'\nlibxml.parseXml(a, { noent: true })\n",
    "import libxml from 'libxmljs'\nlibxml.parseXml(a, { noent: false })\n",
  ],
  [
    'javascript/closure-in-loop',
    'for (var i = 0; i < 3; i++) b[i] = () => i\n',
    'for (let i = 0; i < 3; i++) b[i] = () => i\n',
  ],
  ['javascript/closure-in-loop', 'for (var i = 0; i < 3; i++) b[i] = () => i\nf(i)\n', null],
  [
    'javascript/modify-while-iterating',
    'for (const a of b) {\n  if (f(a)) b.splice(b.indexOf(a), 1)\n}\n',
    'for (const a of [...b]) {\n  if (f(a)) b.splice(b.indexOf(a), 1)\n}\n',
  ],
  ['javascript/modify-while-iterating', 'b.forEach((a, i) => {\n  if (f(a)) b.splice(i, 1)\n})\n', null],
  [
    'javascript/off-by-one',
    'for (let i = 0; i <= a.length; i++) f(a[i])\n',
    'for (let i = 0; i < a.length; i++) f(a[i])\n',
  ],
  ['javascript/off-by-one', 'const b = a[a.length]\n', 'const b = a[a.length - 1]\n'],
  ['javascript/weak-key', "f('rsa', { modulusLength: 1024 })\n", "f('rsa', { modulusLength: 3072 })\n"],
  [
    'javascript/weak-key-derivation',
    "import bcrypt from 'bcrypt'\nbcrypt.hash(a, 4)\n",
    "import bcrypt from 'bcrypt'\nbcrypt.hash(a, 12)\n",
  ],
  ['javascript/weak-key-derivation', "import crypto from 'crypto'\ncrypto.pbkdf2(a, b, 1000, 32, 'sha256', c)\n", null],
  [
    'javascript/effect-leak',
    'useEffect(() => {\n  setInterval(a, 10)\n}, [])\n',
    'useEffect(() => {\n  const timer = setInterval(a, 10)\n  return () => clearInterval(timer)\n}, [])\n',
  ],
  [
    'javascript/effect-leak',
    "useEffect(() => {\n  window.addEventListener('resize', a);\n}, [])\n",
    "useEffect(() => {\n  window.addEventListener('resize', a);\n  return () => window.removeEventListener('resize', a);\n}, [])\n",
  ],
  ['javascript/effect-leak', "useEffect(() => {\n  window.addEventListener('resize', () => a())\n}, [])\n", null],
  ['javascript/misspelt-name', 'const customer = f()\ng(cusomer)\n', 'const customer = f()\ng(customer)\n'],
  ['javascript/sorted-as-text', 'const a = [10, 9].sort()\n', 'const a = [10, 9].sort((a, b) => a - b)\n'],
  ['javascript/map-parse-int', 'const a = b.map(parseInt)\n', 'const a = b.map((text) => Number.parseInt(text, 10))\n'],
  ['javascript/shared-fill', 'const a = new Array(3).fill([])\n', 'const a = Array.from({ length: 3 }, () => [])\n'],
  [
    'javascript/shared-fill',
    'const a = Array(3).fill({ b: 1 })\n',
    'const a = Array.from({ length: 3 }, () => ({ b: 1 }))\n',
  ],
])

testFixes('javascript', [
  [
    'javascript/update-around-await',
    "let a = 0 // 😀\r\nasync function f() {\r\n  g('é😀'); a += await g('é😀')\r\n}\r\n",
    "let a = 0 // 😀\r\nasync function f() {\r\n  g('é😀'); const result = await g('é😀')\r\n  a += result\r\n}\r\n",
  ],
  ['javascript/thrown-value', "f('👍🏻'); throw 'no'\n", "f('👍🏻'); throw new Error('no')\n"],
])

testFixes('typescript', [
  [
    'javascript/timing-unsafe-compare',
    "import { createHash, timingSafeEqual, createHmac } from 'crypto'\nconst f = (a: string, b: string): boolean => a === createHmac('sha256', 'k').update(b).digest('hex')\n",
    "import { createHash, timingSafeEqual, createHmac } from 'crypto'\nconst f = (a: string, b: string): boolean => timingSafeEqual(createHash('sha256').update(String(a)).digest(), createHash('sha256').update(String(createHmac('sha256', 'k').update(b).digest('hex'))).digest())\n",
  ],
  [
    'javascript/async-for-each',
    'export async function f(list: readonly string[]) {\n  list.forEach(async ({ a }: B): Promise<void> => {\n    await g(a)\n  })\n}\n',
    'export async function f(list: readonly string[]) {\n  for (const { a } of list) {\n    await g(a)\n  }\n}\n',
  ],
])
