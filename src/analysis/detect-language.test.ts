// A snippet without a telling name is recognised; prose stays text.
import { expect, test } from 'playwright/test'
import type { Language } from '#contract/language.ts'
import { planted } from './cases/planted.ts'
import { detectLanguage } from './detect-language.ts'

const snippets: [Language, string][] = [
  ['python', 'import os\n\ndef f(x):\n    return os.path.join(x, "a")\n'],
  ['python', 'for i in range(3):\n    print(i)\n'],
  ['javascript', "const a = require('a')\nmodule.exports = (x) => a(x)\n"],
  ['javascript', 'function f(x) {\n  return x === 1 ? "a" : null;\n}\n'],
  ['typescript', 'interface A { x: number }\nexport const f = (a: A): string => String(a.x)\n'],
  ['go', 'package main\n\nimport "fmt"\n\nfunc main() {\n\tx := 1\n\tfmt.Println(x)\n}\n'],
  ['java', 'public class A {\n  public static void main(String[] args) { System.out.println("a"); }\n}\n'],
  ['text', 'Hello,\n\nthis is a letter. It is not code, and it says so.\n'],
  ['text', 'name: build\non: [push]\njobs:\n  a:\n    steps: []\n'],
  ['text', 'hello'],
]
for (const [language, content] of snippets)
  test(`${language}: ${JSON.stringify(content.slice(0, 40))}`, () => expect(detectLanguage({ content })).toBe(language))

for (const { path, language, clean } of planted)
  test(`${path} without its name is ${language}`, () => expect(detectLanguage({ content: clean })).toBe(language))
