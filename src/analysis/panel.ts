// The panel: every analyser with what it reads. A new one is one file in `analysers/` and one entry here.
import type { Language } from '#contract/language.ts'

export type Analyser = {
  /** The name of its step, and the first part of its rules' ids. */
  name: string
  module: URL
  languages: readonly Language[]
  /** The npm packages whose versions decide what it finds. */
  packages: readonly string[]
  /** It is given the files that each file imports along with it. */
  readsLinked?: true
  /** It works about as long as all others together. */
  goesFurthest?: true
}

const at = (file: string) => new URL(`./analysers/${file}.ts`, import.meta.url)

/** Where two say the same about one place, the one that stands earlier here is believed. */
export const panel: readonly Analyser[] = [
  {
    name: 'syntax',
    module: at('syntax'),
    languages: ['python', 'javascript', 'typescript', 'go', 'java'],
    packages: ['@ast-grep/napi', '@astral-sh/ruff-wasm-nodejs', 'typescript'],
  },
  {
    name: 'dataflow',
    module: at('dataflow'),
    languages: ['python', 'javascript', 'typescript', 'go', 'java'],
    packages: ['@ast-grep/napi'],
    readsLinked: true,
    goesFurthest: true,
  },
  {
    name: 'values',
    module: at('values'),
    languages: ['python', 'javascript', 'typescript', 'go', 'java'],
    packages: ['@ast-grep/napi'],
    readsLinked: true,
  },
  {
    name: 'patterns',
    module: at('patterns'),
    languages: ['python', 'javascript', 'typescript', 'go', 'java'],
    packages: ['@ast-grep/napi'],
  },
  { name: 'python', module: at('python'), languages: ['python'], packages: ['@astral-sh/ruff-wasm-nodejs'] },
  {
    name: 'javascript',
    module: at('javascript'),
    languages: ['javascript', 'typescript'],
    packages: ['eslint', '@typescript-eslint/parser'],
  },
  {
    name: 'secrets',
    module: at('secrets'),
    languages: ['python', 'javascript', 'typescript', 'go', 'java', 'text'],
    packages: ['@secretlint/core'],
  },
  {
    name: 'reviewer',
    module: at('reviewer'),
    languages: ['python', 'javascript', 'typescript', 'go', 'java', 'text'],
    packages: [],
  },
]
