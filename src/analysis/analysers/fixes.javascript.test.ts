// Fixes for what ESLint's rules find: before and after, each one tried; and forms for which none is right.
import { testFixes } from './fix-table.ts'

testFixes('javascript', [
  [
    'javascript/array-callback-return',
    'const a = b.map((c) => { f(c) })\n',
    'const a = b.map((c) => { return f(c) })\n',
  ],
  ['javascript/array-callback-return', 'b.map((c) => { f(c) })\n', 'b.forEach((c) => { f(c) })\n'],
  ['javascript/array-callback-return', 'const a = b.map((c) => { c.d = 1 })\n', null],
  ['javascript/for-direction', 'for (let i = 0; i < 3; i--) f(i)\n', 'for (let i = 0; i < 3; i++) f(i)\n'],
  [
    'javascript/for-direction',
    'for (let i = a.length; i >= 0; i++) f(i)\n',
    'for (let i = a.length; i >= 0; i--) f(i)\n',
  ],
  ['javascript/for-direction', 'for (let i = from(); i < 3; i--) f(i)\n', null],
  ['javascript/no-compare-neg-zero', 'if (a === -0) f()\n', 'if (Object.is(a, -0)) f()\n'],
  ['javascript/no-compare-neg-zero', 'if (-0 != a) f()\n', 'if (!Object.is(a, -0)) f()\n'],
  ['javascript/no-cond-assign', 'if (a = b) f()\n', 'if (a === b) f()\n'],
  ['javascript/no-cond-assign', 'if (a += b) f()\n', null],
  ['javascript/no-const-assign', 'const a = 1\na = 2\n', 'let a = 1\na = 2\n'],
  ['javascript/no-const-assign', 'const { a } = b\na = 2\n', null],
  ['javascript/no-debugger', 'f()\n  debugger;\ng()\n', 'f()\ng()\n'],
  ['javascript/no-debugger', 'if (a) { debugger }\n', 'if (a) {  }\n'],
  ['javascript/no-dupe-keys', 'const a = { b: 1, c: 2, b: 1 }\n', 'const a = { b: 1, c: 2 }\n'],
  ['javascript/no-dupe-keys', 'const a = { b: 1, b: 2 }\n', null],
  [
    'javascript/no-duplicate-case',
    'switch (a) {\n  case 1:\n    f()\n    break\n  case 1:\n    f()\n    break\n  default:\n}\n',
    'switch (a) {\n  case 1:\n    f()\n    break\n  default:\n}\n',
  ],
  ['javascript/no-duplicate-case', 'switch (a) {\n  case 1:\n    f()\n    break\n  case 1:\n    g()\n}\n', null],
  [
    'javascript/no-fallthrough',
    'switch (a) {\n  case 1:\n    f()\n  case 2:\n    g()\n}\n',
    'switch (a) {\n  case 1:\n    f()\n    break\n  case 2:\n    g()\n}\n',
  ],
  [
    'javascript/no-fallthrough',
    'switch (a) {\n  case 1: {\n    f();\n  }\n  case 2:\n    g();\n}\n',
    'switch (a) {\n  case 1: {\n    f();\n    break;\n  }\n  case 2:\n    g();\n}\n',
  ],
  ['javascript/no-misleading-character-class', 'const a = /^[👍]$/\n', 'const a = /^[👍]$/u\n'],
  ['javascript/no-new-native-nonconstructor', 'const a = new Symbol("b")\n', 'const a = Symbol("b")\n'],
  [
    'javascript/no-self-assign',
    'class A {\n  constructor(name) {\n    name = name\n  }\n  b() { return this.name }\n}\n',
    'class A {\n  constructor(name) {\n    this.name = name\n  }\n  b() { return this.name }\n}\n',
  ],
  ['javascript/no-self-assign', 'function f(a) {\n  a = a\n}\n', null],
  [
    'javascript/no-setter-return',
    'class A {\n  set b(c) {\n    return this.d = c\n  }\n}\n',
    'class A {\n  set b(c) {\n    this.d = c\n  }\n}\n',
  ],
  ['javascript/no-setter-return', 'class A {\n  set b(c) {\n    if (c) return 1\n    f(c)\n  }\n}\n', null],
  [
    'javascript/no-this-before-super',
    'class A extends B {\n  constructor(c) {\n    this.c = c\n    super(c)\n  }\n}\n',
    'class A extends B {\n  constructor(c) {\n    super(c)\n    this.c = c\n  }\n}\n',
  ],
  [
    'javascript/no-this-before-super',
    'class A extends B {\n  constructor(c) {\n    const d = f(c)\n    this.c = c\n    super(d)\n  }\n}\n',
    null,
  ],
  [
    'javascript/no-unexpected-multiline',
    'const a = b\n;[1].f()\nconst c = d\n(e || f).g()\n',
    'const a = b\n;[1].f()\nconst c = d;\n(e || f).g()\n',
  ],
  ['javascript/no-unsafe-negation', 'if (!a in b) f()\n', 'if (!(a in b)) f()\n'],
  ['javascript/no-unsafe-optional-chaining', 'const c = (a?.b).c\n', 'const c = (a?.b)?.c\n'],
  ['javascript/no-unsafe-optional-chaining', '(a?.b)()\n', '(a?.b)?.()\n'],
  ['javascript/no-unsafe-optional-chaining', 'const { c } = a?.b\n', 'const { c } = a?.b ?? {}\n'],
  ['javascript/no-unsafe-optional-chaining', 'const c = [...a?.b]\n', 'const c = [...a?.b ?? []]\n'],
  ['javascript/no-unsafe-optional-chaining', 'const c = new (a?.b)()\n', null],
  ['javascript/use-isnan', 'if (a !== NaN) f()\n', 'if (!Number.isNaN(a)) f()\n'],
  ['javascript/valid-typeof', 'if (typeof a === "strnig") f()\n', 'if (typeof a === "string") f()\n'],
  ['javascript/valid-typeof', 'if (typeof a === undefined) f()\n', "if (typeof a === 'undefined') f()\n"],
  ['javascript/valid-typeof', "if (typeof a.b !== 'array') f()\n", 'if (!Array.isArray(a.b)) f()\n'],
  ['javascript/valid-typeof', "if (typeof a === 'null') f()\n", 'if (a === null) f()\n'],
  ['javascript/valid-typeof', "if (typeof a === 'date') f()\n", null],
  ['javascript/no-implied-eval', 'setTimeout("f(1);", 10)\n', 'setTimeout(() => f(1), 10)\n'],
  ['javascript/no-implied-eval', 'setTimeout("a = 1; f()", 10)\n', null],
  ['javascript/no-unsanitized/property', 'a.innerHTML = `Hello ${b.name}`\n', 'a.textContent = `Hello ${b.name}`\n'],
  ['javascript/no-unsanitized/property', 'a.innerHTML = `<b>${b.name}</b>`\n', null],
  ['javascript/no-unsanitized/property', 'a.innerHTML = b\n', null],
  [
    'javascript/no-unsanitized/method',
    'a.insertAdjacentHTML("beforeend", b.title)\n',
    'a.insertAdjacentText("beforeend", b.title)\n',
  ],
  ['javascript/no-unsanitized/method', 'document.write(b.title)\n', null],
  ['javascript/security/detect-bidi-characters', 'const a = "\u2066b"\n', 'const a = "b"\n'],
  ['javascript/security/detect-new-buffer', 'const a = new Buffer(b, "hex")\n', 'const a = Buffer.from(b, "hex")\n'],
  ['javascript/security/detect-new-buffer', 'const a = new Buffer(b.length)\n', 'const a = Buffer.alloc(b.length)\n'],
  ['javascript/security/detect-new-buffer', 'const a = new Buffer(b)\n', null],
  [
    'javascript/security/detect-pseudoRandomBytes',
    'const a = crypto.pseudoRandomBytes(8)\n',
    'const a = crypto.randomBytes(8)\n',
  ],
  ['javascript/security/detect-disable-mustache-escape', 'a.escapeMarkup = false\n', 'a.escapeMarkup = true\n'],
  ['javascript/regexp/no-super-linear-backtracking', 'const a = /(?:\\d|\\d+)+x/\n', 'const a = /(?:\\d|\\d)+x/\n'],
  ['javascript/regexp/no-super-linear-backtracking', 'const a = /^(a+)+$/\n', null],
])

// Columns count UTF-16 units, whatever stands before; lines keep their ends; a mark at the front moves nothing.
testFixes('javascript', [
  [
    'javascript/valid-typeof',
    "if ('👍🏻' && typeof a === 'nubmer') f()\r\ng()\r\n",
    "if ('👍🏻' && typeof a === 'number') f()\r\ng()\r\n",
  ],
  ['javascript/use-isnan', "f('é😀'); if (a === NaN) f()\n", "f('é😀'); if (Number.isNaN(a)) f()\n"],
  [
    'javascript/no-fallthrough',
    "switch (a) {\r\n  case '😀':\r\n    f()\r\n  case 2:\r\n    g()\r\n}\r\n",
    "switch (a) {\r\n  case '😀':\r\n    f()\r\n    break\r\n  case 2:\r\n    g()\r\n}\r\n",
  ],
  ['javascript/use-isnan', '\ufefff(); if (a === NaN) f()\n', '\ufefff(); if (Number.isNaN(a)) f()\n'],
])

testFixes('typescript', [
  ['javascript/no-unsafe-negation', 'if (!(a as B) instanceof C) f()\n', 'if (!((a as B) instanceof C)) f()\n'],
  [
    'javascript/use-isnan',
    'const f = <T,>(a: T) => <i>{a === NaN}</i>\n',
    'const f = <T,>(a: T) => <i>{Number.isNaN(a)}</i>\n',
    'a.tsx',
  ],
  [
    'javascript/valid-typeof',
    'const f = (a: unknown) => typeof a === "fucntion"\n',
    'const f = (a: unknown) => typeof a === "function"\n',
  ],
])
