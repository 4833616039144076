// What ESLint's picked rules say, and what they leave alone.
import { expect, test } from 'playwright/test'
import { hitsOf } from '../hit.ts'
import { analyse } from './javascript.ts'
import { testTable } from './table.ts'

testTable(analyse, 'javascript', [
  ['eval(x)\n', ['1 no-eval']],
  ['new Function("a", x)\n', ['1 no-new-func']],
  ['setTimeout("f()", 1)\nsetTimeout(f, 1)\n', ['1 no-implied-eval']],
  ['el.innerHTML = x\nel.innerHTML = "<b>a</b>"\nel.textContent = x\n', ['1 no-unsanitized/property']],
  ['document.write(x)\n', ['1 no-unsanitized/method']],
  ['await import(x)\n', []],
  ['if (a === a) f()\nif (b !== b) f()\n', ['1 no-self-compare']],
  ['if (a = b) f()\nwhile ((m = r.exec(s))) f()\n', ['1 no-cond-assign']],
  ['while (a = a.next) f()\nif (b = g(1)) f()\nif (c = a.next) f()\n', ['3 no-cond-assign']],
  ['if (true) f()\nwhile (true) { if (x) break }\n', ['1 no-constant-condition']],
  ['const a = 1\na = 2\n', ['2 no-const-assign']],
  ['const a = { b: 1, b: 2 }\n', ['1 no-dupe-keys']],
  ['if (x === NaN) f()\n', ['1 use-isnan']],
  ['if (typeof x === "strnig") f()\n', ['1 valid-typeof']],
  ['function f() { return 1; g() }\n', ['1 no-unreachable']],
  ['if (!(a in b)) f()\nif (!a in b) f()\n', ['2 no-unsafe-negation']],
  ['const r = /^(a+)+$/\nconst s = /^a+$/\n', ['1 regexp/no-super-linear-backtracking']],
  ['var unused = undefinedName == null\nconsole.log(a[b])\n', []],
  [
    'import { useState } from "react"\nfunction A({ x }) {\n  if (x) useState(1)\n  return <b />\n}\n',
    ['3 react-hooks/rules-of-hooks'],
  ],
  ['function A(x) {\n  if (x) useThing(1)\n}\n', []],
  ['const x = ;\n', ['1 unexpected']],
])
testTable(analyse, 'typescript', [
  [
    'function f(x: string): void\nfunction f(x: number): void\nfunction f(x: unknown) { eval(String(x)) }\n',
    ['3 no-eval'],
  ],
  ['class A { f(x: string): void; f(x: number): void; f(x: unknown) {} }\nenum B { C = 1 }\n', []],
  ['const a = <T,>(x: T) => <i>{String(x)}</i>\n', [], 'a.tsx'],
])

test('what stands in a helper of TypeScript’s compiler is held back, and nothing in a function that only looks like one', async () => {
  const code = (name: string) =>
    `var ${name} = (this && this.${name}) || function (a, b) {\n    if (d = a[0]) b(d);\n    return b;\n};\nif (a = b) f()\n`
  const shown = async (name: string) =>
    hitsOf(await analyse({ path: 'a.js', content: code(name), language: 'javascript' }))
      .filter(({ heldBack }) => heldBack === undefined)
      .map(({ range }) => range.startLine)
  expect(await shown('__decorate')).toEqual([5])
  expect(await shown('__mine')).toEqual([2, 5])
})
