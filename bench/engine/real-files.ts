// Files that people wrote, out of a folder: no tests, no types alone, nothing that a machine wrote, none twice.
import { globSync, readFileSync, statSync } from 'node:fs'
import type { Language } from '#contract/language.ts'

const endings = { python: 'py', javascript: '{js,mjs,cjs}', typescript: 'ts', go: 'go', java: 'java', text: 'txt' }
const left =
  /\/(tests?|testdata|__tests__|idlelib|lib2to3|site-packages|dist-packages|dist|build|compiled|cjs|esm|umd|vs)\/|\.min\.|_test\.go$|\.d\.ts$|\/test_/

/** At most so many of those with that many lines, evenly spread over the folder. */
export function realFiles(language: Language, folder: string, most: number, [least, longest] = [1, 5000]) {
  const texts = new Map<string, string>()
  for (const path of globSync(`${folder}/**/*.${endings[language]}`).sort()) {
    if (left.test(path) || !statSync(path).isFile()) continue
    const content = readFileSync(path, 'utf8')
    const lines = content.split('\n').length
    if (lines >= least && lines <= longest && !/.{1000}/.test(content)) texts.set(content, path)
  }
  const all = [...texts].map(([content, path]) => ({ path, content, language }))
  const stride = Math.max(1, all.length / most)
  return all.filter((_, index) => Math.floor(index / stride) !== Math.floor((index - 1) / stride))
}
